import type { PlatformName } from '../platform-types.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { Delivery } from './delivery.ts'

/** How a platform delivers its webhooks. */
export interface DeliveryRules {
  /** How long after each failed attempt the next one is made; after the last of them the delivery is given up. */
  retrySeconds: readonly number[]
  /** The headers of the next attempt; none where the webhook is gone or switched off. */
  headers(delivery: Delivery, context: SandboxContext): Promise<Record<string, string>> | undefined
  /** Called when the last attempt failed. */
  giveUp?(delivery: Delivery, context: SandboxContext): void
}

/** Sends what is due. One queue for everything keeps two callers from sending the same message. */
export interface Deliverer {
  /** Tries everything that is due now, and waits for the answers. */
  deliverDue(): Promise<void>
  /** Sends one message once more, in whatever status it is. */
  repeat(delivery: Delivery): Promise<void>
}

/** How long a receiver may take to answer. */
const timeoutMs = 5000

type Send = (request: Request) => Promise<Response>

/** Delivers by the rules of each platform; a platform without rules sends nothing. */
export function createDeliverer(
  context: SandboxContext,
  rulesOf: Record<PlatformName, DeliveryRules | undefined>,
  send: Send,
): Deliverer {
  let tail: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>) => {
    tail = tail.catch(() => {}).then(work)
    return tail
  }
  return {
    deliverDue: () =>
      inTurn(async () => {
        // Messages that are queued meanwhile wait for the next call.
        for (const delivery of context.world.deliveries.filter((one) => isDue(one, context.clock()))) {
          await attempt(delivery, rulesOf[delivery.platform], context, send)
        }
      }),
    repeat: (delivery) => inTurn(() => attempt(delivery, rulesOf[delivery.platform], context, send)),
  }
}

function isDue({ status, nextAttemptAt }: Delivery, now: number): boolean {
  return status === 'pending' && nextAttemptAt !== null && nextAttemptAt <= now
}

async function attempt(
  delivery: Delivery,
  rules: DeliveryRules | undefined,
  context: SandboxContext,
  send: Send,
): Promise<void> {
  const headers = await rules?.headers(delivery, context)
  if (!rules || !headers) {
    Object.assign(delivery, { status: 'failed', nextAttemptAt: null })
    return
  }
  delivery.attempts += 1
  if (await isDelivered(delivery, headers, send)) {
    Object.assign(delivery, { status: 'delivered', nextAttemptAt: null })
    return
  }
  const waitSeconds = rules.retrySeconds[delivery.attempts - 1]
  if (waitSeconds === undefined) {
    Object.assign(delivery, { status: 'failed', nextAttemptAt: null })
    rules.giveUp?.(delivery, context)
  } else {
    Object.assign(delivery, { status: 'pending', nextAttemptAt: context.clock() + waitSeconds * 1000 })
  }
}

/** Whether the receiver answered 2xx in time. A broken connection counts as a failed attempt. */
async function isDelivered(
  { destination, body }: Delivery,
  headers: Record<string, string>,
  send: Send,
): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs)
  const tooLate = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  try {
    const request = new Request(destination, { method: 'POST', headers, body, signal, redirect: 'manual' })
    const response = await Promise.race([send(request), tooLate])
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
