import type { Written } from '../../state/index.ts'
import type { Deferred } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import type { Step } from './next-steps.ts'

/** Undoes what was written all the same. */
export const undoSteps = ({ undoable }: Written, { text }: FrameSettings): Step[] =>
  undoable ? [{ kind: 'undo', label: text('undo') }] : []

const count = ({ outcomes }: Written, wanted: RegExp) =>
  [...outcomes.values()].filter(({ outcome }) => wanted.test(outcome)).length

/** Lines that were not written, or are not known to be. */
export const countPending = (written: Written) => count(written, /^pending$/)

/** How much of the shopper's changes is saved. `isInDoubt`: more may be, because how the last call ended is not known. */
export function savedSentence(written: Written, text: Deferred['text'], isInDoubt = false): string {
  const saved = count(written, /^(applied|reduced|removed)$/)
  const left = countPending(written)
  if (left === 0) return text('written.allSaved')
  return text(isInDoubt ? 'written.savedAtLeast' : 'written.saved', { count: saved, all: saved + left })
}
