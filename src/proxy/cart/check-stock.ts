import type { AvailabilityPort, PlatformCart, PlatformLine, Stock } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import { type Availabilities, availabilities, isInFull } from './availability.ts'

/** The stock that counts for a line of this cart. */
export interface CartStock extends Stock {
  /** The other platform's answer, where the cart's own platform was asked as well. */
  elsewhere?: Stock
}

export interface CheckStockOptions {
  /** How old an answer may be. @default 0 */
  maxAgeMs?: number
  /** Chosen quantities by line id. A line is judged by the larger of this and its quantity in the cart. */
  choices?: ReadonlyMap<string, number> | undefined
}

/** Time limit of another platform, where the cart's own can be asked after it. */
const elsewhereMs = 3000

/**
 * Stock by line id. Never throws: a line whose stock could not be found out is left out, and displayed as unknown.
 * docs/decisions/010-whose-stock-counts.md
 */
export async function checkStock(
  context: StoreContext,
  cart: PlatformCart,
  signal: AbortSignal,
  options: CheckStockOptions = {},
): Promise<Map<string, CartStock>> {
  const { availability, ownAvailability, stockPlatform = '' } = context.ports
  if (!availability) return new Map()
  const limit = ownAvailability ? AbortSignal.any([signal, AbortSignal.timeout(elsewhereMs)]) : signal
  const answers = await ask(context, availability, cart.lines, limit, options)
  return confirmStock(context, cart, { platform: stockPlatform, answers }, signal, options)
}

/**
 * Only the cart's own platform may empty it. What another one does not sell in full, or other nothing about, is asked of the
 * cart's own platform too, in one batch: its answer counts. Where it does not answer, the line is unknown.
 */
export async function confirmStock(
  context: StoreContext,
  cart: PlatformCart,
  { platform, answers }: { platform: string; answers: ReadonlyMap<string, Stock> },
  signal: AbortSignal,
  options: CheckStockOptions = {},
): Promise<Map<string, CartStock>> {
  const { ports } = context
  if (platform === ports.platform) return new Map(answers)
  const ownAvailability = ports.stockPlatform === ports.platform ? ports.availability : ports.ownAvailability
  const elsewhere = availabilities(cart.lines, answers, (line) => judgedQuantity(line, options))
  const doubtful = findDoubtful(cart.lines, answers, elsewhere)
  if (doubtful.length === 0) return new Map(answers)
  const own =
    ownAvailability && !signal.aborted
      ? await ask(context, ownAvailability, doubtful, signal, options)
      : new Map<string, Stock>()
  const merged = new Map<string, CartStock>(answers)
  for (const { id } of doubtful) {
    const other = answers.get(id)
    const counted = choose(other, own.get(id), isInFull(elsewhere.get(id)))
    if (counted) merged.set(id, { ...counted, ...(other && { elsewhere: other }) })
    else merged.delete(id)
  }
  return merged
}

/** The lines that are not sold in full, with the parts of their sets and whatever shares their stock. */
function findDoubtful(
  lines: readonly PlatformLine[],
  answers: ReadonlyMap<string, Stock>,
  elsewhere: Availabilities,
): PlatformLine[] {
  const short = new Set(lines.flatMap(({ id }) => (isInFull(elsewhere.get(id)) ? [] : [id])))
  for (const { id, parentId } of lines) if (parentId !== undefined && short.has(parentId)) short.add(id)
  const shared = new Set([...short].map((id) => answers.get(id)?.sharedStockId))
  shared.delete(undefined)
  return lines.filter(({ id }) => short.has(id) || shared.has(answers.get(id)?.sharedStockId))
}

/**
 * The cart's own platform decides. Where both have none left, the other's answer is kept: the shopper can subscribe
 * there.
 */
function choose(other: Stock | undefined, own: Stock | undefined, wasInFull: boolean): Stock | undefined {
  if (!own || own.status === 'unknown') return wasInFull ? other : undefined
  // Substitutes are written to the cart, so that its own platform names them.
  if (other && isNone(other) && isNone(own)) return own.substitutes ? { ...other, substitutes: own.substitutes } : other
  // A `sharedStockId` means something on its own platform only.
  return own.sharedStockId === undefined ? own : { ...own, sharedStockId: `own ${own.sharedStockId}` }
}

const judgedQuantity = ({ id, quantity }: PlatformLine, { choices }: CheckStockOptions) =>
  Math.max(quantity, choices?.get(id) ?? 0)

const isNone = ({ status, quantity }: Stock) => (status === 'sellable' ? quantity === 0 : status !== 'unknown')

async function ask(
  { log, store, debug }: StoreContext,
  port: AvailabilityPort,
  lines: readonly PlatformLine[],
  signal: AbortSignal,
  options: CheckStockOptions,
): Promise<Map<string, Stock>> {
  const { maxAgeMs = 0 } = options
  const asked = lines.map((line) => ({ ...line, quantity: judgedQuantity(line, options) }))
  try {
    return await port.check(asked, signal, { maxAgeMs })
  } catch (error) {
    log.warn({ store, cause: describe(error, debug) }, 'Availability could not be found out')
    return new Map()
  }
}
