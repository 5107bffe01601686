import type { ShopperCart } from './carts.ts'
import { type Disturbance, isCutOff, settleMs } from './findings.ts'
import type { Platforms, UpstreamCall } from './platforms.ts'
import type { Taps } from './tap.ts'

interface Watched {
  taps: Taps
  platforms: Platforms
  cart: ShopperCart
  disturbances: readonly Disturbance[]
}

/**
 * Within one tap the platform does nothing twice, however often the request was repeated; unless the first time was
 * misled by a fault, or its instance was killed before it could say what it did.
 */
export function checkRepeats({ taps, platforms, cart, disturbances }: Watched, from: number): void {
  const done = platforms.callsAbout(cart).filter((call) => call.startedAt >= from && call.write && isDone(call))
  const seen = new Map<string, UpstreamCall>()
  for (const call of done) {
    const what = `${call.method} ${call.path} ${call.body}`
    const before = seen.get(what)
    seen.set(what, call)
    if (!before) continue
    const isExcused =
      isCutOff(before, disturbances, call.startedAt) ||
      platforms
        .callsAbout(cart)
        .some(({ fault, startedAt }) => fault && startedAt >= from && startedAt <= call.startedAt)
    if (!isExcused) taps.found('doubled', `One tap did this twice: ${call.method} ${call.path}`, cart)
  }
}

const isDone = ({ status = 0 }: UpstreamCall) => status >= 200 && status < 300

/** `unconfirmed` is said only where a call about this cart was misled, or a kill cut off it or its record, since the tap began. */
export function checkUnconfirmed({ taps, platforms, cart, disturbances }: Watched): void {
  taps.counts.unconfirmed += 1
  const from = cart.taps.at(-1)?.startedAt ?? 0
  const calls = platforms.callsAbout(cart).filter(({ startedAt }) => startedAt >= from)
  const isExplained = calls.some(
    (call) => call.fault !== undefined || isCutOff(call, disturbances, (call.endedAt ?? 0) + settleMs),
  )
  if (!isExplained) taps.found('unexplained', 'A tap was unconfirmed without a fault and without a kill', cart)
}
