import {
  type CheckUpPort,
  type CheckUpRequest,
  clockFinding,
  collectFindings,
  type Finding,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import { listReader } from './abandoned-carts.ts'
import { toDate } from './time-zone.ts'
import type { TjarApi } from './tjar-api.ts'
import type { TjarStore } from './to-platform.ts'

/**
 * Lists the abandoned carts of a month: enough to check the key, the clock, and whether the times of its carts can be read.
 * Tjar's webhooks are not used, so they are not checked.
 */
export function checkUpPort(upstream: Upstream, api: Pick<TjarApi, 'list'>, store: TjarStore): CheckUpPort {
  return { checkUp: (request, signal) => collectFindings('tjar', check(request, signal)) }

  async function* check({ channels, now }: CheckUpRequest, signal: AbortSignal): AsyncGenerator<Finding> {
    const { channelId, timeZone } = store
    const isThere = Object.hasOwn(channels, channelId)
    const detail = `its carts belong to channel ${channelId}, which is not configured: set \`channelId\``
    yield { check: 'config', subject: `tjar channel ${channelId}`, ok: isThere, ...(!isThere && { detail }) }
    const list = await api.list(toDate(now - monthMs, timeZone), 1, signal).catch(toKeyDetail)
    const problem = typeof list === 'string' ? list : undefined
    yield { check: 'key', subject: 'tjar API key', ok: !problem, ...(problem && { detail: problem }) }
    if (typeof list === 'string') return
    yield* listFinding(listReader(store)(list))
    yield* clockFinding('tjar', upstream.lastDate, now)
  }
}

/** Nothing where there are no carts: then nothing is known. */
function* listFinding({ carts, unreadable }: ReturnType<ReturnType<typeof listReader>>): Generator<Finding> {
  const all = carts.length + unreadable
  if (all === 0) return
  const subject = 'tjar abandoned carts'
  if (unreadable === 0) return yield { check: 'api', subject, ok: true }
  const why = 'their identifier is missing, or created_at has a form that is not known'
  const detail =
    carts.length === 0
      ? `none of the ${all} listed carts can be read, so none is written about: ${why}`
      : `${unreadable} of ${all} listed carts cannot be read and are left out: ${why}`
  yield { check: 'api', subject, ok: carts.length > 0, detail }
}

const monthMs = 30 * 24 * 60 * 60 * 1000

function toKeyDetail(error: unknown): string {
  const status = error instanceof UpstreamError ? error.status : undefined
  if (status === 401) return 'refused: set `apiKey` to the key of General Settings > Developers'
  if (status === 403)
    return 'refused: the key has ended or was withdrawn; make another in General Settings > Developers'
  throw error
}
