import type { TextLanguage } from './text.ts'

const dayMs = 24 * 60 * 60 * 1000

/** When something ends, in the words of the text: `12 December`; in the next two days with the time: `Monday 15:40`. */
export function formatEnd(iso: string, { language, locale }: TextLanguage, now = Date.now()): string {
  // A day has a name, unlike an amount: where the words are in another language than the numbers, it is one of the words.
  const tag = new Intl.Locale(locale).language === language ? locale : language
  const end = Date.parse(iso)
  const isNear = end - now < 2 * dayMs
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options).format(end)
  if (!isNear) return format({ day: 'numeric', month: 'long' })
  // In one format Japanese has the time first and the day in brackets, which no sentence can go on from.
  return `${format({ weekday: 'long' })} ${format({ hour: 'numeric', minute: '2-digit' })}`
}
