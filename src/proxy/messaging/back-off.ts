const firstMs = 1000
const longestMs = 15 * 60_000

/** A message about a cart that was left longer ago than this would only be odd. */
export const giveUpAfterMs = 7 * 24 * 60 * 60 * 1000

/** How long to wait before the next attempt: twice as long each time, give or take a fifth, or as long as asked to. */
export function backOff(attempts: number, askedMs = 0): number {
  const plain = Math.min(longestMs, firstMs * 2 ** (attempts - 1))
  return Math.max(askedMs, plain * (0.8 + Math.random() * 0.4))
}
