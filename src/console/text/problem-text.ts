import type { Problem } from '../../contract/browser.ts'
import { type ConsoleText, messages } from './messages.ts'
import type { problemMessages } from './problem-messages.ts'

type Ending = 'title' | 'sentence'
type KnownProblem = keyof typeof problemMessages extends infer Key
  ? Key extends `problem.${infer Code}.sentence`
    ? Code
    : never
  : never
type KnownRefusal = keyof typeof problemMessages extends infer Key
  ? Key extends `refusal.${infer Code}`
    ? Code
    : never
  : never

/** Trying again cannot help. */
const final = ['origin-not-allowed', 'cart-gone', 'not-supported']

/** What a merchant reads about a problem, and whether trying again can help. */
export function problemText(
  { code, detail = '' }: Problem,
  text: ConsoleText,
): Record<Ending, string> & { again: boolean } {
  // A platform that did answer, and why the proxy could not use that: the detail is in the proxy's own words.
  if (code === 'upstream-down' && detail) {
    return {
      title: text('problem.unusable.title'),
      sentence: `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`,
      again: true,
    }
  }
  const known = isKnownProblem(code) ? code : 'other'
  return {
    title: text(`problem.${known}.title`),
    sentence: text(`problem.${known}.sentence`),
    again: !final.includes(code),
  }
}

/** Why a message was not sent, by problem code or by the message's own reason. */
export function refusalText(why: string, text: ConsoleText): string {
  return text(`refusal.${isKnownRefusal(why) ? why : 'other'}`)
}

const isKnownProblem = (code: string): code is KnownProblem => `problem.${code}.sentence` in messages
const isKnownRefusal = (why: string): why is KnownRefusal => `refusal.${why}` in messages
