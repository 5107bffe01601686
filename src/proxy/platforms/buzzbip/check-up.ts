import {
  type CheckUpPort,
  type CheckUpRequest,
  clockFinding,
  collectFindings,
  type Finding,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import type { TokenSource } from './token-source.ts'

/** Logs in, and nothing else: every other call would send a shopper a message. */
export function checkUpPort(upstream: Upstream, tokens: TokenSource): CheckUpPort {
  return { checkUp: (request, signal) => collectFindings('buzzbip', check(request, signal)) }

  async function* check({ now }: CheckUpRequest, signal: AbortSignal): AsyncGenerator<Finding> {
    const problem = await tokens.token(signal).then(() => undefined, toKeyDetail)
    yield { check: 'key', subject: 'buzzbip log-in', ok: !problem, ...(problem && { detail: problem }) }
    if (!problem) yield* clockFinding('buzzbip', upstream.lastDate, now)
  }
}

function toKeyDetail(error: unknown): string {
  const status = error instanceof UpstreamError ? error.status : undefined
  if (status === 401) return 'refused: check `username` and `password`'
  if (status === 403) return 'refused: the account needs API access, which Buzzbip switches on'
  throw error
}
