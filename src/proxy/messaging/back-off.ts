const firstMs = 1000
const maxMs = 15 * 60_000

/** After 7 days a message is given up, as `failed` with the reason `too-old`: it would no longer help the shopper. */
export const giveUpAfterMs = 7 * 24 * 60 * 60 * 1000

/** Delay before the next attempt: doubles each time, with a jitter of a fifth, and is at least `retryAfterMs`. */
export function backOff(attempts: number, retryAfterMs = 0): number {
  const baseMs = Math.min(maxMs, firstMs * 2 ** (attempts - 1))
  return Math.max(retryAfterMs, baseMs * (0.8 + Math.random() * 0.4))
}
