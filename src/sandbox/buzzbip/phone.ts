import type { BuzzbipFields } from './state.ts'

/**
 * The phone a report names, in E.164 form: written so already, or a national number beside a calling code. Country
 * codes of letters are not understood.
 */
export function phoneOf(
  texts: Record<string, string>,
  fields: BuzzbipFields,
): { number: string } | 'invalid' | 'absent' {
  const phone = texts[fields.phone]
  if (phone === undefined) return 'absent'
  const digits = phone.replace(/[\s().-]/g, '')
  const code = (texts[fields.countryCode] ?? '').replace(/^\+/, '')
  const number = digits.startsWith('+') ? digits : `+${code}${digits.replace(/^0+/, '')}`
  const isWhole = digits.startsWith('+') || /^\d{1,3}$/.test(code)
  return isWhole && /^\+[1-9]\d{6,14}$/.test(number) ? { number } : 'invalid'
}
