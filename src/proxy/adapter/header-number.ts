/** A header's number; undefined where the header is absent, negative, or no number. */
export function headerNumber(headers: Headers, name: string): number | undefined {
  const value = Number(headers.get(name)?.trim() || Number.NaN)
  return Number.isFinite(value) && value >= 0 ? value : undefined
}
