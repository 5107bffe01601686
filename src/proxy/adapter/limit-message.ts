// In English, and in Arabic where a platform answers in the language it is asked in.
const patterns = [
  /rate.?limit|throttl|too many|slow down/i,
  /\b(limit|quota)\b.{0,20}\b(exceeded|reached)|\bexceed(ed|s)?\b.{0,40}\b(limit|quota)\b/i,
  /تجاوز.{0,20}(الحد|حد)|محاولات كثيرة|طلبات كثيرة/,
]

/**
 * Whether a refusal says in its text that a rate limit was reached. For platforms that give no status and no code for
 * it.
 */
export function isLimitMessage(text: string): boolean {
  return patterns.some((pattern) => pattern.test(text))
}
