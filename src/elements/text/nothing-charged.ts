import { joinSentences } from '../../format/index.ts'
import { isEnd } from '../../state/index.ts'
import type { Deferred } from '../frame/context.ts'
import type { Failed, HeadlineText } from './headline.ts'

/**
 * A shopper who tapped on the checkout reads first that nothing was paid; before that tap it would only frighten, and a cart
 * that is gone may have been ordered.
 */
export function sayNothingCharged(
  { title, sentence }: HeadlineText,
  { problem, attempt }: Failed,
  language: string,
  text: Deferred['text'],
): HeadlineText {
  const charged = /checkout/.test(attempt) && !isEnd(problem) && text('nothingCharged')
  return { title, sentence: joinSentences([charged, sentence], language) }
}
