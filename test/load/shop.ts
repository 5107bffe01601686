import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { merchantKey } from '../setup/merchant.ts'
import { testKey } from '../setup/shop.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import type { Chance } from './chance.ts'
import { type DatabaseKind, openDatabase, type SharedDatabase } from './database.ts'
import { createInstance, type Instance } from './instances.ts'
import { type Platforms, startPlatforms } from './platforms.ts'
import { shopOrigin } from './tap.ts'

const source = new URL('../../src/proxy/', import.meta.url).pathname

/** A store with two instances behind a balancer, on one database, before the sandbox. */
export interface LoadShop {
  platforms: Platforms
  instances: [Instance, Instance]
  balancer: Balancer
  database: SharedDatabase
  /** Lines go into the shopper's own cart. */
  hasOwn: boolean
  close(): Promise<void>
}

/** Undefined where there is no database of that kind to test on. */
export async function openLoadShop(chance: Chance, kind: DatabaseKind, hasOwn: boolean): Promise<LoadShop | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-load-'))
  const database = await openDatabase(kind, folder)
  if (!database) return undefined
  const platforms = startPlatforms(chance)
  const { sandbox } = platforms
  const [ofA, ofB, ofShoppers] = await Promise.all(['a', 'b', 'shopper'].map(platforms.addressesFor))
  if (!ofA || !ofB || !ofShoppers) throw new Error('three addresses were asked for')
  sandbox.setUrl('bigcommerce', ofShoppers.bigcommerce)
  sandbox.setUrl('vesuviopay', ofShoppers.vesuviopay)
  sandbox.setRecoveryPageUrls({ 1: `${shopOrigin}/cart`, 3: `${shopOrigin}/cart` })
  const create = (name: string, { bigcommerce, vesuviopay, buzzbip }: typeof ofA) =>
    createInstance({
      name,
      folder,
      env: { ...database.env, LOAD_BIGCOMMERCE: bigcommerce, LOAD_VESUVIOPAY: vesuviopay, LOAD_BUZZBIP: buzzbip },
    })
  const instances: LoadShop['instances'] = [await create('a', ofA), await create('b', ofB)]
  const balancer = await startBalancer(instances.map(({ port }) => port))
  writeFileSync(
    join(folder, 'cart-recovery.config.ts'),
    configFile({ platforms, url: balancer.url, checkoutOrigins: Object.values(ofShoppers), kind, hasOwn }),
  )
  for (const [index, event] of ['abandoned', 'converted', 'deleted'].entries()) {
    const destination = `${balancer.url}/cart-recovery/webhooks/bigcommerce`
    const hook = { id: index + 1, scope: `store/cart/${event}`, destination, isActive: true, headers: {}, createdAt: 0 }
    sandbox.world.accounts.bigcommerce.hooks.push(hook)
  }
  return {
    platforms,
    instances,
    balancer,
    database,
    hasOwn,
    async close() {
      balancer.close()
      platforms.close()
      await Promise.all(instances.map((instance) => instance.kill()))
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface ConfigFile {
  platforms: Platforms
  url: string
  checkoutOrigins: string[]
  kind: DatabaseKind
  hasOwn: boolean
}

/** The merchant's own configuration, as `serve` reads it. */
function configFile({ platforms, url, checkoutOrigins, kind, hasOwn }: ConfigFile): string {
  const { world, credentials } = platforms.sandbox
  const { sms, whatsapp, formFields } = world.accounts.bigcommerce.consentFields
  const { storeId, publishableKey } = credentials.vesuviopay
  const channel = { origins: [shopOrigin], recoveryPageUrl: `${shopOrigin}/cart`, shopUrl: shopOrigin, checkoutOrigins }
  const config = {
    store: 'shop',
    publicUrl: `${url}/cart-recovery`,
    keys: [testKey],
    insecureLoopback: true,
    channels: { [hasOwn ? 3 : 1]: channel },
    merchant: { keys: { ida: merchantKey } },
    sms: { countries: ['DE'] },
  }
  const consentFields = { sms, whatsapp, whatsappFormField: formFields.whatsapp }
  const adapter = (name: string, options: object) =>
    `${name}({ ...${JSON.stringify(options)}, apiUrl: process.env.LOAD_${name.toUpperCase()} })`
  const adapters = [
    ...(hasOwn ? [adapter('vesuviopay', { storeId, publishableKey, sendCodePath: 'auth/send-code' })] : []),
    adapter('bigcommerce', { ...credentials.bigcommerce, consentFields }),
    adapter('buzzbip', credentials.buzzbip),
  ]
  const store =
    kind === 'postgres' ? 'createPostgresStore({ connectionString: process.env.LOAD_POSTGRES })' : 'undefined'
  return `import { bigcommerce } from '${source}platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '${source}platforms/buzzbip/buzzbip.ts'
import { vesuviopay } from '${source}platforms/vesuviopay/vesuviopay.ts'
import { createPostgresStore } from '${source}stores/postgres.ts'
export default { ...${JSON.stringify(config)}, platforms: [${adapters.join(', ')}], stateStore: ${store} }
`
}
