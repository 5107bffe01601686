import type { Finding } from '../adapter/messaging-ports.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { withTimeout } from '../adapter/with-timeout.ts'
import type { ProxyConfig } from '../config.ts'
import { createNotifyPort, type NotifyPort } from '../subscriptions/notify-port.ts'
import { explain } from './explain.ts'

/** Of the same form as a real one, so that only its value is wrong. */
const otherSecret = `whsec_${btoa('another secret than the one of the shop')}`

interface Questions {
  isMessaging: boolean
  timeoutMs: number
  signal: AbortSignal | undefined
}

/** Whether the shop's service takes a webhook of ours, and refuses one that another secret signed. No shopper hears of it. */
export async function notifyFindings(config: ProxyConfig, questions: Questions): Promise<Finding[]> {
  const { notify, clock = Date.now } = config
  if (!notify) return []
  if (!questions.isMessaging) return [withoutLedger]
  const answered = await ping(createNotifyPort(notify, clock), clock(), questions)
  const subject = 'notify: the service takes a signed ping'
  if (answered instanceof Error) {
    const detail =
      answered instanceof UpstreamError && answered.isAccessRefused
        ? 'It refuses our signature: give both sides the same secret, and verify the body as it arrived.'
        : `${explain(answered, questions.timeoutMs)} It has to answer 2xx, also to types that it does not know.`
    return [{ check: 'api', subject, ok: false, detail }]
  }
  const forged = await ping(createNotifyPort({ ...notify, secret: otherSecret }, clock), clock(), questions)
  const isRefused = forged instanceof UpstreamError && forged.status !== undefined
  const check = { check: 'key', subject: 'notify: the service refuses another signature' } as const
  // A call that broke off says nothing.
  if (forged && !isRefused) return [{ check: 'api', subject, ok: true }]
  return [
    { check: 'api', subject, ok: true },
    forged
      ? { ...check, ok: true }
      : {
          ...check,
          ok: false,
          detail:
            'It took a ping that another secret signed: anybody could make it write to shoppers. Verify webhook-signature.',
        },
  ]
}

const withoutLedger: Finding = {
  check: 'config',
  subject: 'notify without a ledger',
  ok: false,
  detail:
    '"Notify me" is off: subscriptions need a state store that outlives the process. Set stateStore to one that lasts.',
}

/** Undefined where it was taken. */
async function ping(port: NotifyPort, now: number, { timeoutMs, signal }: Questions): Promise<Error | undefined> {
  const message = { type: 'ping', timestamp: new Date(now).toISOString(), data: {} }
  try {
    await withTimeout(timeoutMs, signal, (limit) => port.send(`ping_${crypto.randomUUID()}`, message, limit))
    return undefined
  } catch (error) {
    signal?.throwIfAborted()
    return error instanceof Error ? error : new TypeError('what was thrown is no error', { cause: error })
  }
}
