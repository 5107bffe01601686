import * as z from 'zod'

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

const historyPath = 'api/whatsapp/?page=1&limit=1'
const subject = 'buzzbip API access'

/**
 * Logs in, and reads one line of the sent messages: the only documented call that needs API access and sends nothing.
 * Source: /api/whatsapp-messaging, which names it and its paging. Where Buzzbip has no such call, nothing is learned.
 */
export function checkUpPort(upstream: Upstream, tokens: TokenSource): CheckUpPort {
  return { checkUp: (request, signal) => collectFindings('buzzbip', check(request, signal)) }

  async function* check({ now }: CheckUpRequest, signal: AbortSignal): AsyncGenerator<Finding> {
    const problem = await tokens.token(signal).then(() => undefined, toKeyDetail)
    yield { check: 'key', subject: 'buzzbip log-in', ok: !problem, ...(problem && { detail: problem }) }
    if (problem) return
    yield await accessFinding(signal)
    yield* clockFinding('buzzbip', upstream.lastDate, now)
  }

  async function accessFinding(signal: AbortSignal): Promise<Finding> {
    const headers = { authorization: `Bearer ${await tokens.token(signal)}` }
    const call = { path: historyPath, route: '/api/whatsapp/', answer: z.unknown(), headers, signal }
    try {
      await upstream.read(call)
      return { check: 'scope', subject, ok: true }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      if (!error.isAccessRefused) return { check: 'scope', subject, ok: true, detail: unknownDetail }
      const detail = `The log-in works, and every other call is refused with ${error.status}: ask Buzzbip to switch on API access for the account. Until then reports wait.`
      return { check: 'scope', subject, ok: false, detail }
    }
  }
}

const unknownDetail =
  'Not known: the one harmless call that shows it did not answer. The first report will tell; while it is refused, reports wait.'

function toKeyDetail(error: unknown): string {
  const status = error instanceof UpstreamError ? error.status : undefined
  if (status === 401) return 'refused: check `username` and `password`'
  if (status === 403) return 'refused: the account needs API access, which Buzzbip switches on'
  throw error
}
