const firstMs = 1000
const maxMs = 15 * 60_000

/** Seven days after the cart was left a message is given up, as `failed` with the reason `too-old`: it would help no more. */
export const giveUpAfterMs = 7 * 24 * 60 * 60 * 1000

/** Delay before the next attempt: doubles each time, with a jitter of a fifth, and is at least `retryAfterMs`. */
export function backOff(attempts: number, retryAfterMs = 0): number {
  const baseMs = Math.min(maxMs, firstMs * 2 ** (attempts - 1))
  return Math.max(retryAfterMs, baseMs * (0.8 + Math.random() * 0.4))
}
