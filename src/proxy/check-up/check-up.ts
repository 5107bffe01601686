import { ConfigError } from '../adapter/errors.ts'
import type { CheckUpPort, CheckUpRequest, Finding } from '../adapter/messaging-ports.ts'
import type { Platform } from '../adapter/platform.ts'
import { withTimeout } from '../adapter/with-timeout.ts'
import { checkConfig, type ProxyConfig } from '../config.ts'
import { messageUrl } from '../message-url.ts'
import { createMemoryStore } from '../stores/memory.ts'
import { type CartToCheck, cartFindings, readCart } from './cart.ts'
import { configFindings, originFindings, ownClockFinding } from './config.ts'
import { explain } from './explain.ts'
import { heldMessagesFinding } from './held-messages.ts'
import { notifyFindings } from './notify.ts'
import { hasOrigin, placeholderFindings, withoutPlaceholders } from './placeholders.ts'
import { publicAddressFindings } from './public-address.ts'
import { stateStoreFinding } from './state-store.ts'

const defaultTimeoutMs = 15_000

export interface CheckUpOptions {
  /**
   * Creates the routes and hooks that are missing, and asks again afterwards.
   * @default false
   */
  fix?: boolean
  /** Called with what is about to be created, before it is. */
  onFix?: (planned: StoreFinding[]) => void
  /**
   * How long a platform may take for all its answers, in milliseconds.
   * @default 15000
   */
  timeoutMs?: number
  /**
   * Asks also what needs a cart: whether it can be read, whether each platform knows its lines, and where its checkout link
   * leads. For that one link is made and visited, which spends it.
   */
  cart?: CartToCheck
  /**
   * Asks the proxy's own public address, and visits a cart's checkout link.
   * @default globalThis.fetch
   */
  fetch?: typeof globalThis.fetch
  /** Origins that stand for the shop's own in an example. One that is still configured is a finding. */
  placeholders?: readonly string[]
  signal?: AbortSignal | undefined
}

/** A finding, and the platform that it is about; none where it is about the store itself. */
export interface StoreFinding extends Finding {
  platform?: string
}

/** Whether `fix` would try to create what is missing. */
export const isFixable = ({ ok, fixable }: Finding): boolean => !ok && fixable === true

/**
 * Yields one by one what works of a store and what does not: its configuration, its own parts, then each platform's account.
 * Without `fix` it only reads. A fault that it finds is yielded, never thrown, and no finding holds a secret.
 *
 * @example
 * for await (const { ok, check, subject, detail } of checkUp(config)) {
 *   if (!ok) console.log(check, subject, detail)
 * }
 */
export async function* checkUp(config: ProxyConfig, options: CheckUpOptions = {}): AsyncGenerator<StoreFinding, void> {
  const mistake = findMistake(config)
  if (mistake) {
    yield mistake
    return
  }
  const { publicUrl, channels, platforms, clock = Date.now } = config
  const stateStore = config.stateStore ?? createMemoryStore({ clock })
  const { placeholders = [] } = options
  yield* configFindings(config)
  yield* placeholderFindings(config, placeholders)
  yield* originFindings(publicUrl, channels)
  yield await stateStoreFinding(stateStore, config.volatileLedger === true, options.signal)
  yield* await publicAddressFindings(publicUrl, options.fetch, options.signal)

  const isReal = !placeholders.some((placeholder) => hasOrigin(publicUrl, placeholder))
  const isMessaging = stateStore.database !== undefined && (stateStore.durable || config.volatileLedger === true)
  const receivesWebhooks = isReal && isMessaging && isAutomated(config)
  const { timeoutMs = defaultTimeoutMs, fetch = globalThis.fetch, signal } = options
  const questions = { timeoutMs, fetch, signal }
  yield* await notifyFindings(config, { ...questions, isMessaging })
  const reading = options.cart && (await readCart(config, options.cart, questions))
  const lines = reading?.cart?.lines ?? []

  const clocks = new Set<boolean>()
  const answered = { stock: new Set<string>(), closed: new Set<string>() }
  for (const { name, checkUp: port } of platforms) {
    const held = await heldMessagesFinding(config, stateStore, name)
    if (held) yield { ...held, platform: name }
    if (!port) continue
    const request = {
      channels: withoutPlaceholders(withAddresses(config), placeholders),
      ...(receivesWebhooks && { webhookUrl: `${publicUrl.replace(/\/+$/, '')}/webhooks/${name}` }),
      ...(lines.length > 0 && { lines }),
    }
    const ask = (fix: boolean) => askPlatform(name, port, { ...request, now: clock(), fix }, options)
    for (const finding of await examinePlatform(name, ask, options)) {
      // One finding about our clock is enough where platforms agree on the time.
      if (finding.check === 'clock' && clocks.has(finding.ok)) continue
      if (finding.check === 'clock') clocks.add(finding.ok)
      if (finding.check === 'stock') answered.stock.add(name)
      if (!finding.ok && (finding.check === 'key' || finding.check === 'api')) answered.closed.add(name)
      yield { ...finding, platform: name }
    }
  }
  if (reading) yield* cartFindings(config, reading, answered, questions)
  if (clocks.size === 0) yield ownClockFinding(clock())
}

/** A configuration that cannot be used, as a finding. */
export function toConfigFinding(error: ConfigError): StoreFinding {
  return { check: 'config', subject: 'the configuration', ok: false, detail: error.message }
}

function findMistake(config: ProxyConfig): StoreFinding | undefined {
  try {
    checkConfig(config)
    return undefined
  } catch (error) {
    if (error instanceof ConfigError) return toConfigFinding(error)
    throw error
  }
}

/** Whether the store sends or deletes anything by itself, and so needs webhooks to hear of orders. */
function isAutomated({ platforms, afterOrder, notify }: ProxyConfig): boolean {
  const sends = ({ report, reminder }: Platform) => report !== undefined || reminder !== undefined
  return afterOrder === 'delete-cart' || notify !== undefined || platforms.some(sends)
}

/**
 * The channels with where their messages should lead, and with their own pages among the origins: `originFindings` reported
 * those already, and a platform would again.
 */
function withAddresses(config: ProxyConfig): CheckUpRequest['channels'] {
  return Object.fromEntries(
    Object.entries(config.channels).map(([id, { origins, recoveryPageUrl, shopUrl, checkoutOrigins }]) => {
      const own = [recoveryPageUrl, shopUrl].map((url) => new URL(url).origin)
      const address = messageUrl(config, id)
      const addresses = { recoveryPageUrl, ...(address !== recoveryPageUrl && { messageUrl: address }) }
      return [id, { origins: [...new Set([...origins, ...own])], ...addresses, checkoutOrigins }]
    }),
  )
}

/** One platform's findings. With `fix` it is asked, announced what will be created, created, and asked again. */
async function examinePlatform(
  name: string,
  ask: (fix: boolean) => Promise<Finding[]>,
  { fix, onFix }: CheckUpOptions,
): Promise<Finding[]> {
  const before = await ask(false)
  const planned = before.filter(isFixable)
  if (!fix || planned.length === 0) return before
  onFix?.(planned.map((finding) => ({ ...finding, platform: name })))
  const tried = await ask(true)
  const after = await ask(false)
  // Findings that only creating could bring up, such as the new secret of a hook.
  const news = tried.filter((finding) => !finding.ok && !after.some(isSame(finding)))
  const results = after.map((finding) => {
    if (!planned.some(isSame(finding))) return finding
    if (finding.ok) return { ...finding, fixed: true }
    // The reason why it could not be created says more than that it is missing.
    const detail = tried.find(isSame(finding))?.detail ?? finding.detail
    return { ...finding, ...(detail !== undefined && { detail }) }
  })
  return [...results, ...news]
}

const isSame = (one: Finding) => (other: Finding) => one.check === other.check && one.subject === other.subject

async function askPlatform(
  name: string,
  port: CheckUpPort,
  request: CheckUpRequest,
  { timeoutMs = defaultTimeoutMs, signal }: CheckUpOptions,
): Promise<Finding[]> {
  try {
    return await withTimeout(timeoutMs, signal, (limit) => port.checkUp(request, limit))
  } catch (error) {
    signal?.throwIfAborted()
    return [{ check: 'api', subject: `${name} answers`, ok: false, detail: explain(error, timeoutMs) }]
  }
}
