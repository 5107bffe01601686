import type { AnswerHeaders } from './upstream/platform-fetch.ts'

/** A header's number; undefined where the header is absent, negative, or no number. */
export function headerNumber(headers: AnswerHeaders, name: string): number | undefined {
  const value = Number(headers.get(name)?.trim() || Number.NaN)
  return Number.isFinite(value) && value >= 0 ? value : undefined
}
