import type { Text } from '../../format/index.ts'
import type { LineView } from '../../state/index.ts'
import type { IconName } from '../styles/icons.ts'
import type { deferredMessages } from './deferred-messages.ts'

/** What a row says of the last write, in the place of its availability. */
export interface DisplayedOutcome {
  text: string
  drawing: IconName
}

/** What became of a row, where it was not saved as the shopper chose it. */
export function outcomeText({ outcome }: LineView, text: Text<typeof deferredMessages>): DisplayedOutcome | undefined {
  if (outcome !== 'changed-elsewhere' && outcome !== 'reduced' && outcome !== 'failed') return undefined
  return { text: text(`availability.${outcome}`), drawing: outcome === 'failed' ? 'unsure' : 'few' }
}
