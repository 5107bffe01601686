import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'

import { createProxy, type ProxyConfig, silentLog } from '../../src/proxy/index.ts'
import { vendure } from '../../src/proxy/platforms/vendure/vendure.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import type { Message } from '../browser/controls.ts'
import { loopbackOrigins } from '../loopback.ts'
import { type EngineFacts, type EngineMail, startEngineProcess } from './engine.ts'
import { vendurePaths } from './paths.ts'
import { createStorefront } from './storefront.ts'

/** A store whose catalogue, stock, carts and orders are an engine's. */
export interface VendureStore {
  proxy: ReturnType<typeof createProxy>
  channelId: string
  /** Its pages, below `/vendure`. */
  pages: Hono
  /** What its mailer sent, oldest first, as the mailbox shows it. */
  messages(): Message[]
  close(): Promise<void>
}

export interface VendureStoreOptions {
  /** Origin of the shop. */
  shopUrl: string
  /** Of the other stores, so that the console takes one key. */
  merchantKey: string
  /** Of the engine: `engines/vendure`, installed. */
  engineFolder: string
}

/** A cart counts as left after four seconds: a demo has no hour to wait. */
const idleMinutes = 4 / 60
const lookEveryMs = 2000

/** Starts the engine, and opens a store on it. */
export async function openVendureStore({
  shopUrl,
  merchantKey,
  engineFolder,
}: VendureStoreOptions): Promise<VendureStore> {
  const mails: EngineMail[] = []
  const webhookUrl = `${shopUrl}${vendurePaths.proxy}/webhooks/vendure`
  const secret = randomBytes(32).toString('base64url')
  const options = { secret, 'webhook-url': webhookUrl }
  const { facts, end } = await startEngineProcess(engineFolder, options, (mail) => mails.push(mail))
  const { shopApi, shippingMethodId, channels } = facts
  const { id: channelId = '', token: channelToken = '' } = channels.USD ?? {}
  const config = toConfig({ ...facts, secret }, { shopUrl, merchantKey })
  const proxy = createProxy(config)
  const pages = createStorefront({
    ...{ shopApi, channelToken, shippingMethodId },
    origins: loopbackOrigins(shopUrl),
    adopt: proxy.adopt,
  })
  const looking = setInterval(() => void look(proxy, shopUrl, merchantKey), lookEveryMs)
  return {
    proxy,
    channelId,
    pages,
    messages: () => mails.map(toMessage),
    async close() {
      clearInterval(looking)
      await end('SIGTERM')
    },
  }
}

function toConfig(
  { adminApi, channels, secret }: EngineFacts & { secret: string },
  { shopUrl, merchantKey }: Omit<VendureStoreOptions, 'engineFolder'>,
): ProxyConfig {
  const { id = '', token = '', apiKey = '' } = channels.USD ?? {}
  const checkoutUrl = `${shopUrl}/vendure/checkout`
  return {
    store: 'vendure',
    publicUrl: shopUrl + vendurePaths.proxy,
    keys: [randomBytes(32).toString('base64url')],
    platforms: [vendure({ apiUrl: adminApi, apiKey, channelToken: token, secret, checkoutUrl, idleMinutes })],
    channels: {
      [id]: {
        origins: loopbackOrigins(shopUrl),
        recoveryPageUrl: shopUrl + vendurePaths.recovery,
        shopUrl: `${shopUrl}${vendurePaths.shop}`,
        checkoutOrigins: [shopUrl],
        locale: 'en',
      },
    },
    merchant: { keys: { demo: merchantKey }, origins: loopbackOrigins(shopUrl) },
    adopt: true,
    stateStore: createSqliteStore({ path: ':memory:' }),
    volatileLedger: true,
    log: silentLog,
    insecureLoopback: true,
  }
}

/** Lists carts as a look of the merchant does, and works off what follows: by itself the proxy lists every ten minutes. */
async function look(proxy: VendureStore['proxy'], shopUrl: string, merchantKey: string): Promise<void> {
  const url = `${shopUrl}${vendurePaths.proxy}/merchant/carts?limit=1`
  const headers = { authorization: `Bearer ${merchantKey}` }
  await proxy.fetch(new Request(url, { headers }), { address: '127.0.0.1', waitUntil: (work) => void work })
  await proxy.work()
}

function toMessage({ to, subject, html }: EngineMail): Message {
  const link = /<a\s[^>]*href="([^"]+)"/
    .exec(html)?.[1]
    ?.replaceAll(/&(?:amp|#x([\da-f]+));/gi, (_all, hex) =>
      hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : '&',
    )
  // What is written, without the button: the phone has its own.
  const words = html.replaceAll(/<(head|a)\b[\s\S]*?<\/\1>|<[^>]+>/g, ' ')
  const text = words.replaceAll(/\s+/g, ' ').trim()
  return { channel: 'email', platform: 'vendure', to, subject, text, ...(link && { link }) }
}
