// In English, and in Arabic where a platform answers in the language it is asked in.
const exceeded = [
  /too many|slow down|throttled/i,
  /\b(limit|quota)\b.{0,20}\b(exceeded|reached)|\bexceed(ed|s)?\b.{0,40}\b(limit|quota)\b/i,
  /تجاوز.{0,20}(الحد|حد)|محاولات كثيرة|طلبات كثيرة/,
]
const named = /rate.?limit|throttl/i

/** Whether a refusal's own words say that too much was asked, where no status and no code does. */
export function isLimitMessage(text: string): boolean {
  return named.test(text) || isLimitExceeded(text)
}

/** The same for an answer that may be none: a success may tell how much of the limit is left. */
export function isLimitExceeded(text: string): boolean {
  return exceeded.some((pattern) => pattern.test(text))
}
