import type { MessageChannel } from '../contract/index.ts'
import { ConfigError } from './adapter/errors.ts'
import type { WebhookPort } from './adapter/messaging-ports.ts'
import type { Platform } from './adapter/platform.ts'
import { createDisplayedCarts } from './cart/displayed-carts.ts'
import type { ProxyConfig } from './config.ts'
import { choosePorts, choosePrimary, type StoreContext, toAbilities } from './context.ts'
import { createLedger } from './ledger/ledger.ts'
import { silentLog } from './log.ts'
import { createWorker } from './messaging/work.ts'
import { createSealer } from './sealing/sealer.ts'
import { createSessions } from './shopper/sessions.ts'
import { createMemoryStore } from './stores/memory.ts'
import { createMemorySmsLimits } from './stores/sms-limits.ts'

/** What every route of one store works with, from its configuration. Throws `ConfigError`. */
export function createContext(config: ProxyConfig): StoreContext {
  const { store, keys, platforms, channels, clock = Date.now, log = silentLog, afterOrder = 'keep' } = config
  const stateStore = config.stateStore ?? createMemoryStore({ clock })
  const sealer = createSealer(store, keys, clock)
  const portsByPlatform = choosePorts(platforms)
  const ports = choosePrimary(portsByPlatform)
  if (!ports) throw new ConfigError('platforms: none of them can find the cart behind a link')
  const { enabled = true, countries, perDay = 1000 } = config.sms ?? {}
  const isMessaging = stateStore.durable || config.volatileLedger === true
  const reporting = platforms.find(({ report }) => report)
  const settings = platforms.find((platform) => platform.settings)?.settings
  const base = {
    store,
    keys,
    clock,
    log,
    sealer,
    stateStore,
    channels,
    ledger: createLedger({
      store,
      keys: [...(config.ledgerKey ? [config.ledgerKey] : []), ...keys],
      records: stateStore.records,
      sealer,
      clock,
    }),
    displayedCarts: createDisplayedCarts(stateStore, sealer),
    sessions: createSessions(stateStore, sealer),
    sms: { enabled, countries, limits: config.smsLimits ?? createMemorySmsLimits({ perDay }) },
    ports,
    portsByPlatform,
    webhooks: webhooksOf(platforms),
    isMessaging,
    messageChannels: isMessaging ? messageChannelsOf(platforms) : [],
    ...(reporting?.report && isMessaging && { report: { platform: reporting.name, port: reporting.report } }),
    ...(settings && { settings }),
    afterOrder,
    insecureLoopback: config.insecureLoopback ?? false,
  }
  const context: StoreContext = { ...base, abilities: toAbilities(ports, base), wake: () => work() }
  const work = createWorker(context)
  return context
}

const webhooksOf = (platforms: readonly Platform[]): Map<string, WebhookPort> =>
  new Map(platforms.flatMap(({ name, webhooks }) => (webhooks ? [[name, webhooks] as const] : [])))

/** How this store may write to a shopper, and so what it asks their consent for. */
function messageChannelsOf(platforms: readonly Platform[]): MessageChannel[] {
  return [
    ...new Set(platforms.flatMap(({ report, reminder }) => [report?.messageChannel, reminder?.messageChannel])),
  ].filter((channel) => channel !== undefined)
}
