import { isProblem, type Problem } from '../contract/browser.ts'
import { localProblem, type Result } from './result.ts'

/** What is known about a request before its answer is. */
export interface Asked<Value> {
  isValue: (value: unknown) => value is Value
  /** A write that got no clear answer may have been done. */
  write: boolean
  isOnline: () => boolean
}

/** Turns a running request into a result. Nothing that the network or the proxy can do makes it throw. */
export async function toResult<Value>(running: Promise<Response>, asked: Asked<Value>): Promise<Result<Value>> {
  let response: Response
  try {
    response = await running
  } catch (error) {
    return { ok: false, problem: unreached(error, asked) }
  }
  const body = await response.json().catch(() => undefined)
  if (response.ok && asked.isValue(body)) return { ok: true, value: body }
  if (!response.ok && isProblem(body)) return { ok: false, problem: body }
  return { ok: false, problem: localProblem(asked.write ? 'unconfirmed' : 'upstream-down') }
}

/** No answer at all. For a write that is only harmless when the browser knows that it is offline. */
function unreached(error: unknown, { write, isOnline }: Asked<unknown>): Problem {
  if (write) return localProblem(isOnline() ? 'unconfirmed' : 'offline')
  return localProblem(error instanceof Error && error.name === 'TimeoutError' ? 'upstream-down' : 'offline')
}
