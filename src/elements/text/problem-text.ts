import type { ProblemCode } from '../../contract/browser.ts'
import type { Deferred, Rare } from '../frame/context.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'
import { type HeadlineText, textOf } from './headline.ts'
import { messages } from './messages.ts'
import { rareMessages } from './rare-messages.ts'

type Pair<Keys> = Keys extends `${infer Name}.title` ? Name : never
type Code<Table> = Extract<ProblemCode, Pair<keyof Table>>

const hasRareText = (code: ProblemCode): code is Code<typeof rareMessages> => `${code}.title` in rareMessages

const hasFirstText = (code: ProblemCode): code is Code<typeof messages> => `${code}.title` in messages

/** Title and sentence of a problem, wherever its text is. */
export function textOfProblem(
  code: ProblemCode,
  { text }: Pick<FrameSettings, 'text'>,
  rareText: Rare['text'] | undefined,
): HeadlineText {
  if (hasRareText(code) && rareText) return textOf(rareText, code)
  return textOf(text, hasFirstText(code) ? code : 'other')
}

/** The problem of a tap or of a field, as a sentence right below it. */
export function answerText(code: ProblemCode, settings: FrameSettings, { rare }: Deferred): string {
  if (hasAnswer(code) && rare) return rare.text(`answer.${code}`)
  const { title, sentence } = textOfProblem(code, settings, rare?.text)
  return settings.text('announce.headline', { title, sentence })
}

type AnswerCode = keyof typeof rareMessages extends infer Key
  ? Key extends `answer.${infer Code}`
    ? Code
    : never
  : never

const hasAnswer = (code: ProblemCode): code is Extract<ProblemCode, AnswerCode> => `answer.${code}` in rareMessages
