import type { PlatformCart, PlatformLine, WriteResult, WrittenLine } from '../../../adapter/index.ts'
import { compareLines, type LineSpec } from './line-spec.ts'
import { findWritable, type LineWrite, type WriteContext, type WriteOutcome } from './write-line.ts'

/** The writes that were begun, and how they ended; the last one may have broken off, and then has no outcome. */
export interface EndedWrites {
  writes: LineWrite[]
  outcomes: WriteOutcome[]
}

/** What was written, by the cart as it was last read or answered. */
export function toWriteResult({ cart, lastRead }: WriteContext, { writes, outcomes }: EndedWrites): WriteResult {
  const withOutcome = (outcome: WriteOutcome) =>
    writes.filter((_, index) => outcomes[index] === outcome).map(({ target }) => target.id)
  return {
    cart: { ...cart, lines: cart.lines.map((line) => withOptions(line, lastRead)) },
    refused: withOutcome('refused'),
    changedElsewhere: withOutcome('changed-elsewhere'),
    lines: writes.flatMap((write) => toWrittenLine(write, cart)),
  }
}

/** A line as the cart shows it afterwards; none where it is unchanged. */
function toWrittenLine({ target, id, spec, before, isWritten }: LineWrite, cart: PlatformCart): WrittenLine[] {
  const line = findWritable(cart, target, id, spec)
  const written = line?.quantity ?? 0
  const optionsChanged = isWritten && line && spec && compareLines(line.spec as LineSpec, spec) === 'different'
  if (written === before && !optionsChanged) return []
  return [
    {
      id: target.id,
      before,
      written,
      spec: target.spec ?? spec,
      ...(line && line.id !== target.id && { newId: line.id }),
      ...(optionsChanged && { optionsChanged }),
    },
  ]
}

/** The answer of a write may leave a line's options out: they are those that the cart was last read with. */
function withOptions(line: PlatformLine, { lines }: PlatformCart): PlatformLine {
  const spec = line.spec as LineSpec
  const read = lines.find(({ id }) => id === line.id)
  if (!read || spec.kind !== 'item' || spec.options) return line
  return { ...line, options: read.options, spec: read.spec }
}
