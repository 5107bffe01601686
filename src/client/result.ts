import type { Problem, ProblemCode } from '../contract/browser.ts'

/** The outcome of a request. A failure is a value, so that no caller forgets it. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; problem: Problem }

/** A problem that the browser found by itself. No log knows it, so its support code is empty. */
export function localProblem(code: ProblemCode): Problem {
  return { type: 'about:blank', title: code, status: 0, code, supportCode: '' }
}
