import type { Sandbox } from '../../src/sandbox/index.ts'
import type { Entry } from './option.ts'

/** Who wants how many of the lines of a cart, by their order. */
export interface Wishes {
  /** What every page displayed at first. */
  before: readonly number[]
  /** By act. */
  chosen: Record<string, readonly number[]>
  /** What an edit from elsewhere sets, where it happens. */
  edited?: { index: number; quantity: number }
}

/**
 * A line ends at what one of those who set it wants, and never at a sum. Of several wishes that were acknowledged the larger
 * one counts, and an edit from elsewhere stands (design 4.4).
 */
export function checkLines(
  { lines }: Pick<Sandbox['world']['carts'][number], 'lines'>,
  entries: readonly Entry[],
  { before, chosen, edited }: Wishes,
): string[] {
  const editAt = entries.findIndex(({ kind }) => kind === 'event')
  const acknowledged = new Set(
    entries.flatMap((entry) => (entry.kind === 'answer' && entry.status === 200 ? [entry.act] : [])),
  )
  const wishes = Object.entries(chosen)
  const count = Math.max(...wishes.map(([, quantities]) => quantities.length))
  const broken =
    lines.length === before.length ? [] : [`there were ${before.length} lines, and now are ${lines.length}`]
  for (let index = 0; index < count; index++) {
    const held = lines[index]?.quantity ?? 0
    const edit = editAt >= 0 && edited?.index === index ? [edited.quantity] : []
    const allowed = [before[index] ?? 0, ...wishes.map(([, quantities]) => quantities[index] ?? 0), ...edit]
    if (!allowed.includes(held)) broken.push(`line ${index} ended at ${held}, which no page and no edit asked for`)
    const stands = wishes.filter(([act]) => acknowledged.has(act)).map(([, quantities]) => quantities[index] ?? 0)
    const least = Math.max(...(edit.length > 0 ? edit : stands), 0)
    if (held < least) broken.push(`line ${index} ended at ${held}, below the ${least} that stands`)
    const all = wishes.length === stands.length && edit.length === 0
    if (all && held !== least) broken.push(`line ${index} ended at ${held}, and ${least} was acknowledged`)
  }
  return broken
}
