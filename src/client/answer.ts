import type { Problem } from '../contract/browser.ts'
import { isProblem } from '../contract/endpoints.browser.ts'
import { localProblem, type Result } from './result.ts'

/** What decides how the outcome of a request is read. */
export interface AnswerRules<Answer> {
  isAnswer: (value: unknown) => value is Answer
  /** A write without a clear answer may have been done. */
  write: boolean
  isOnline: () => boolean
}

/** Turns a running request into a result. Never rejects, whatever the network or the proxy does. */
export async function toResult<Answer>(
  running: Promise<Response>,
  rules: AnswerRules<Answer>,
): Promise<Result<Answer>> {
  let response: Response
  try {
    response = await running
  } catch (error) {
    return { ok: false, problem: unreached(error, rules) }
  }
  const body = await response.json().catch(() => undefined)
  if (response.ok && rules.isAnswer(body)) return { ok: true, value: body }
  if (!response.ok && isProblem(body)) return { ok: false, problem: body }
  return { ok: false, problem: localProblem(rules.write ? 'unconfirmed' : 'upstream-down') }
}

/** There was no answer at all. A write is known not to be done only where the browser knows that it is offline. */
function unreached(error: unknown, { write, isOnline }: AnswerRules<unknown>): Problem {
  if (write) return localProblem(isOnline() ? 'unconfirmed' : 'offline')
  return localProblem(error instanceof Error && error.name === 'TimeoutError' ? 'upstream-down' : 'offline')
}
