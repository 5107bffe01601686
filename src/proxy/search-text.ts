/** The most that is kept of a cart's product names, and looked for. */
const maxLength = 300

/** Text as it is compared: without case, accents and punctuation, so that "Café-Tasse" is found by "cafe tasse". */
export function toSearchText(text: string): string {
  const letters = text.normalize('NFKD').replaceAll(/\p{M}+/gu, '')
  return letters
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, maxLength)
}

/** What a masked name is found by: the whole of it, and the first name. */
export function toNameTexts(maskedName: string): string[] {
  const whole = toSearchText(maskedName)
  return whole ? [...new Set([whole, whole.split(' ')[0] ?? ''])] : []
}
