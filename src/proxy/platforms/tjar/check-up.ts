import {
  type CheckUpPort,
  type CheckUpRequest,
  clockFinding,
  collectFindings,
  type Finding,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import type { TjarApi } from './tjar-api.ts'
import type { TjarStore } from './to-platform.ts'
import { toDate } from './zone.ts'

/** Lists today's abandoned carts: enough to check key and clock. Tjar's webhooks are not used, so they are not checked. */
export function checkUpPort(
  upstream: Upstream,
  api: Pick<TjarApi, 'list'>,
  { channelId, timeZone }: TjarStore,
): CheckUpPort {
  return { checkUp: (request, signal) => collectFindings('tjar', check(request, signal)) }

  async function* check({ channels, now }: CheckUpRequest, signal: AbortSignal): AsyncGenerator<Finding> {
    const isThere = Object.hasOwn(channels, channelId)
    const detail = `its carts belong to channel ${channelId}, which is not configured: set \`channelId\``
    yield { check: 'config', subject: `tjar channel ${channelId}`, ok: isThere, ...(!isThere && { detail }) }
    const problem = await api.list(toDate(now, timeZone), 1, signal).then(() => undefined, toKeyDetail)
    yield { check: 'key', subject: 'tjar API key', ok: !problem, ...(problem && { detail: problem }) }
    if (!problem) yield* clockFinding('tjar', upstream.lastDate, now)
  }
}

function toKeyDetail(error: unknown): string {
  const status = error instanceof UpstreamError ? error.status : undefined
  if (status === 401) return 'refused: set `apiKey` to the key of General Settings > Developers'
  if (status === 403)
    return 'refused: the key has ended or was withdrawn; make another in General Settings > Developers'
  throw error
}
