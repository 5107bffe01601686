import { ConfigError } from './adapter/errors.ts'
import { toCallingCodes } from './adapter/phone.ts'
import { createCouponAccess } from './cart/coupon/coupon-access.ts'
import { chooseCartPorts, choosePrimaryPorts, chooseStorePorts } from './choose-ports.ts'
import type { ProxyConfig } from './config.ts'
import { type StoreContext, toAbilities } from './context.ts'
import { createOpenCookies } from './http/open-cookies.ts'
import { createLedger } from './ledger/ledger.ts'
import { createCodeLimits } from './limits/code-limits.ts'
import { createCounters } from './limits/counters.ts'
import { createUnknownLinks } from './limits/unknown-links.ts'
import { consoleLog } from './log.ts'
import { createWorker } from './messaging/work.ts'
import { createSealer } from './sealing/sealer.ts'
import { createSessions } from './shopper/sessions.ts'
import { createMemoryStore } from './stores/memory.ts'
import { createNotifyPort } from './subscriptions/notify-port.ts'

/** Makes what every route of one store works with. Throws `ConfigError`. `stopping`: when the process is about to end. */
export function createContext(config: ProxyConfig, stopping = new AbortController().signal): StoreContext {
  const {
    store,
    publicUrl,
    keys,
    platforms,
    channels,
    clock = Date.now,
    log = consoleLog,
    afterOrder = 'keep',
  } = config
  const stateStore = config.stateStore ?? createMemoryStore({ clock })
  const sealer = createSealer(store, keys, clock)
  const portsByPlatform = chooseCartPorts(platforms)
  const ports = choosePrimaryPorts(portsByPlatform)
  if (!ports) throw new ConfigError('platforms: none of them can find the cart behind a link')
  const { enabled = true, countries } = config.sms ?? {}
  const shopperKey = keys.at(-1) ?? ''
  const counters = createCounters({ stateStore, store, key: shopperKey, clock, figures: config.limits })
  const { database } = stateStore
  const isMessaging = database !== undefined && (stateStore.durable || config.volatileLedger === true)
  const { report, messageChannels, ...storePorts } = chooseStorePorts(platforms)
  const base = {
    store,
    shopperKey,
    clock,
    log,
    sealer,
    openCookies: createOpenCookies(sealer, publicUrl, clock),
    publicUrl,
    stateStore,
    channels,
    ...(database && {
      ledger: createLedger({
        store,
        keys: [...(config.ledgerKey ? [config.ledgerKey] : []), ...keys],
        database,
        sealer,
        clock,
      }),
    }),
    sessions: createSessions(stateStore, sealer),
    sms: {
      enabled,
      countries,
      callingCodes: toCallingCodes(countries ?? []),
      limits: createCodeLimits(counters, stateStore, clock),
    },
    counters,
    couponAccess: createCouponAccess(stateStore, store, clock),
    unknownLinks: createUnknownLinks(counters, stateStore, clock),
    ports,
    portsByPlatform,
    platformTitles: platforms.map(({ name, title = name }) => ({ name, title })),
    ...storePorts,
    isMessaging,
    messageChannels: isMessaging ? messageChannels : [],
    ...(report && isMessaging && { report }),
    ...(config.notify && isMessaging && { notify: createNotifyPort(config.notify, clock) }),
    ...(config.allowContacts && {
      allowedContacts: new Set(config.allowContacts.map((address) => address.toLowerCase())),
    }),
    afterOrder,
    adopts: config.adopt ?? false,
    debug: config.debug ?? false,
    insecureLoopback: config.insecureLoopback ?? false,
    stopping,
  }
  const context: StoreContext = {
    ...base,
    abilities: toAbilities(ports, base),
    wake: (options) => worker.wake(options),
    workedAt: () => worker.workedAt(),
  }
  const worker = createWorker(context)
  return context
}
