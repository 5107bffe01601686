import { RecoveryError } from '../adapter/errors.ts'
import type { AbandonedCartsPort } from '../adapter/messaging-ports.ts'
import type { StoreContext } from '../context.ts'
import { type CartEntry, statusOf } from '../ledger/cart-entry.ts'
import { everyEntry } from '../ledger/collection.ts'
import { describe } from '../log.ts'
import { recordAbandonment, recordOrder } from './events.ts'
import { clearRefusedAccess, isAccessRefused, recordRefusedAccess } from './refused-access.ts'

const dayMs = 24 * 60 * 60 * 1000
const intervalMs = 10 * 60_000
const firstWindowMs = 30 * dayMs
const jobMs = 30_000
const logIntervalMs = 60 * 60_000
/** Per round: carts that are read one by one because the platform no longer lists them. */
const maxMissing = 20
const maxPages = 50

/**
 * Lists abandoned carts of the platforms without usable webhooks, at most once per `notBefore` milliseconds on all
 * instances together: every ten minutes, or sooner while a merchant is looking. Failures are logged.
 */
export async function pollAbandonedCarts(context: StoreContext, notBefore = intervalMs): Promise<void> {
  const { store, stateStore, portsByPlatform, log, debug, stopping } = context
  for (const [platform, { abandonedCarts }] of portsByPlatform) {
    if (!abandonedCarts || stopping.aborted) continue
    const turn = `poll:${store}:${platform}:${notBefore}`
    if (!(await stateStore.setIfAbsent(turn, '1', notBefore))) continue
    try {
      await poll(context, platform, abandonedCarts)
      await clearRefusedAccess(context, [platform])
    } catch (error) {
      // The next process need not wait for its turn.
      if (stopping.aborted) await stateStore.delete(turn)
      else if (isAccessRefused(error)) await recordRefusedAccess(context, platform, error)
      else log.warn({ store, platform, cause: describe(error, debug) }, 'Abandoned carts could not be listed')
    }
  }
}

async function poll(context: StoreContext, platform: string, port: AbandonedCartsPort): Promise<void> {
  const { ledger, clock, stateStore, store, stopping } = context
  const signal = AbortSignal.any([AbortSignal.timeout(jobMs), stopping])
  const sinceKey = `polled:${store}:${platform}`
  const last = await stateStore.get(sinceKey)
  // The listing filters by day in the platform's time zone, so one day more is asked for.
  const since = last === undefined ? clock() - firstWindowMs : Number(last) - dayMs
  const startedAt = clock()
  const listed = new Set<string>()
  let [readable, leftOut] = [0, 0]
  for (let page = 1; page <= maxPages; page++) {
    const { carts, isLast, unreadable = 0 } = await port.list({ since, page }, signal)
    readable += carts.length
    leftOut += unreadable
    for (const { cartId, abandonedAt, total, reminders, isOrdered } of carts) {
      const cart = { platform, cartId }
      listed.add(await ledger.cartIdOf(cart))
      await ledger.recordCart(cart, (before) => {
        const isSame = before.platformMessages === reminders && before.total?.amount === (total ?? before.total)?.amount
        if (isSame && before.closedAt === undefined) return undefined
        // A cart that is listed again is open again.
        const { closedAt: _closedAt, ...open } = before
        return { ...open, ...(total && { total }), platformMessages: Math.max(before.platformMessages, reminders) }
      })
      if (isOrdered) await recordOrder(context, cart, clock())
      else await recordAbandonment(context, cart, abandonedAt)
    }
    if (isLast) break
  }
  if (leftOut > 0) await logLeftOut(context, platform, leftOut, readable)
  await refreshMissing(context, platform, listed, signal)
  await stateStore.set(sinceKey, String(startedAt), firstWindowMs)
}

/** At most once an hour, because the list is read every few seconds while a merchant is looking. */
async function logLeftOut(
  { store, stateStore, log }: StoreContext,
  platform: string,
  leftOut: number,
  readable: number,
) {
  if (!(await stateStore.setIfAbsent(`unreadable:${store}:${platform}`, '1', logIntervalMs))) return
  const sentence = `${leftOut} listed carts could not be read and are left out, ${readable} could`
  log.warn({ store, platform }, sentence)
}

/** Reads the open carts that are no longer listed: they were ordered or deleted. */
async function refreshMissing(
  context: StoreContext,
  platform: string,
  listed: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const { ledger } = context
  const missing: CartEntry[] = []
  for await (const { id, value } of everyEntry(ledger.carts)) {
    const isOpen = !['recovered', 'closed'].includes(statusOf(value))
    if (value.platform === platform && isOpen && !listed.has(id)) missing.push(value)
  }
  // The cart that was read longest ago comes first, so that each has its turn.
  missing.sort((one, other) => one.changedAt - other.changedAt)
  for (const { sealed } of missing.slice(0, maxMissing)) {
    const cartId = (await ledger.unseal({ sealed }))?.cartId
    if (cartId !== undefined) await refreshCart(context, { platform, cartId }, signal)
  }
}

/** Reads from the platform whether a cart was ordered or deleted, and records it. Does nothing where no port can tell. */
export async function refreshCart(
  context: StoreContext,
  cart: { platform: string; cartId: string },
  signal: AbortSignal,
): Promise<void> {
  const reminder = context.portsByPlatform.get(cart.platform)?.reminder
  if (!reminder) return
  const { ledger, clock } = context
  const state = await reminder.state(cart.cartId, signal).catch((error: unknown) => {
    const isGone = error instanceof RecoveryError && error.code === 'cart-gone'
    return isGone ? ('gone' as const) : undefined
  })
  if (!state) return
  if (state === 'gone') {
    await ledger.recordCart(cart, (before) => ({ ...before, closedAt: before.closedAt ?? clock() }))
    return
  }
  if (state.isOrdered) await recordOrder(context, cart, clock())
  await ledger.recordCart(cart, (before) => ({
    ...before,
    platformMessages: Math.max(before.platformMessages, state.reminders),
  }))
}
