import type { Problem, ProblemCode } from '../contract/browser.ts'

/** What a request came to. A failure is a value here, never a throw. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; problem: Problem }

/** A problem the browser found by itself: it never reached a log, so it has no support code. */
export function localProblem(code: ProblemCode): Problem {
  return { type: 'about:blank', title: code, status: 0, code, supportCode: '' }
}
