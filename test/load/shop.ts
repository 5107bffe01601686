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
  close(): Promise<void>
}

/** Undefined where there is no database of that kind to test on. */
export async function openLoadShop(chance: Chance, kind: DatabaseKind): Promise<LoadShop | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-load-'))
  const database = await openDatabase(kind, folder)
  if (!database) return undefined
  const platforms = startPlatforms(chance)
  const { sandbox } = platforms
  const [ofA, ofB, ofShoppers] = await Promise.all(['a', 'b', 'shopper'].map(platforms.addressesFor))
  if (!ofA || !ofB || !ofShoppers) throw new Error('three addresses were asked for')
  sandbox.setUrl('bigcommerce', ofShoppers.bigcommerce)
  const create = (name: string, { bigcommerce, buzzbip }: typeof ofA) =>
    createInstance({
      name,
      folder,
      env: { ...database.env, LOAD_BIGCOMMERCE: bigcommerce, LOAD_BUZZBIP: buzzbip },
    })
  const instances: LoadShop['instances'] = [await create('a', ofA), await create('b', ofB)]
  const balancer = await startBalancer(instances.map(({ port }) => port))
  writeFileSync(
    join(folder, 'cart-recovery.config.ts'),
    configFile(platforms, balancer.url, ofShoppers.bigcommerce, kind),
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
    async close() {
      balancer.close()
      platforms.close()
      await Promise.all(instances.map((instance) => instance.kill()))
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The merchant's own configuration, as `serve` reads it. */
function configFile({ sandbox }: Platforms, url: string, checkoutOrigin: string, kind: DatabaseKind): string {
  const { world, credentials } = sandbox
  const { sms, whatsapp, formFields } = world.accounts.bigcommerce.consentFields
  const channel = {
    origins: [shopOrigin],
    recoveryPageUrl: `${shopOrigin}/cart`,
    shopUrl: shopOrigin,
    checkoutOrigins: [checkoutOrigin],
  }
  const config = {
    store: 'shop',
    publicUrl: `${url}/cart-recovery`,
    keys: [testKey],
    insecureLoopback: true,
    channels: { 1: channel },
    merchant: { keys: { ida: merchantKey } },
  }
  const consentFields = { sms, whatsapp, whatsappFormField: formFields.whatsapp }
  return `import { bigcommerce } from '${source}platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '${source}platforms/buzzbip/buzzbip.ts'
${kind === 'postgres' ? `import { createPostgresStore } from '${source}stores/postgres.ts'` : ''}
const { LOAD_BIGCOMMERCE, LOAD_BUZZBIP, LOAD_POSTGRES } = process.env
export default {
  ...${JSON.stringify(config)},
  platforms: [
    bigcommerce({ ...${JSON.stringify({ ...credentials.bigcommerce, consentFields })}, apiUrl: LOAD_BIGCOMMERCE }),
    buzzbip({ ...${JSON.stringify(credentials.buzzbip)}, apiUrl: LOAD_BUZZBIP }),
  ],
  ${kind === 'postgres' ? 'stateStore: await createPostgresStore({ connectionString: LOAD_POSTGRES }),' : ''}
}
`
}
