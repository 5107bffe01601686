const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const

/** The date in a time zone, as `YYYY-MM-DD`. */
export function toDate(at: number, timeZone: string): string {
  return wallClock(at, timeZone).slice(0, 10)
}

/**
 * The moment of `YYYY-MM-DD HH:MM:SS` on a time zone's clock, in milliseconds since 1970. A text that names its own zone
 * is believed; undefined for what is no time.
 */
export function toInstant(text: string, timeZone: string): number | undefined {
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text)) return known(Date.parse(text))
  if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text)) return undefined
  const asIfUtc = Date.parse(`${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(asIfUtc)) return undefined
  // The offset depends on the instant itself, so it is estimated first, and then computed at that estimate.
  const guess = asIfUtc - offset(asIfUtc, timeZone)
  return asIfUtc - offset(guess, timeZone)
}

const known = (at: number) => (Number.isNaN(at) ? undefined : at)

function offset(at: number, timeZone: string): number {
  return Date.parse(`${wallClock(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000
}

/** `YYYY-MM-DDTHH:MM`, as a clock in that zone shows it. */
function wallClock(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', { ...parts, timeZone, hourCycle: 'h23', calendar: 'iso8601' })
  const local = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${local.year}-${local.month}-${local.day}T${local.hour}:${local.minute}`
}
