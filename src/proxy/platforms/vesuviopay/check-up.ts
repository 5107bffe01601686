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
import type { ProductIds } from './external-ids.ts'
import { productFindings } from './product-findings.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'
import { WireDone } from './wire.ts'
import { type WireHook, WireHooks } from './wire-webhooks.ts'

export interface CheckUpOptions {
  storeId: string
  api: VesuvioPayApi
  productIds: ProductIds
  /** With the publishable key. */
  upstream: Upstream
  /** With the secret key, where it is configured: only it may see the hooks. */
  secretUpstream?: Upstream | undefined
  hasWebhookSecret: boolean
}

/** The events that start messages to a shopper, and that end them. */
const eventTypes = ['cart.abandoned', 'cart.recovered', 'order.created']

/** Checks key, store, hooks and clock. */
export function checkUpPort({ storeId, upstream, secretUpstream, ...options }: CheckUpOptions): CheckUpPort {
  return { checkUp: (request, signal) => collectFindings('vesuviopay', check(request, signal)) }

  async function* check({ webhookUrl, fix, now, lines }: CheckUpRequest, signal: AbortSignal): AsyncGenerator<Finding> {
    const status = await settingsStatus(signal)
    const date = upstream.lastDate
    const wrongKey = keyProblems[status]
    yield { check: 'key', subject: 'vesuviopay publishable key', ok: !wrongKey, ...(wrongKey && { detail: wrongKey }) }
    if (wrongKey) return
    const isThere = status === 200
    const unknown = 'VesuvioPay has no such store: check `storeId`'
    yield { check: 'config', subject: 'vesuviopay store', ok: isThere, ...(!isThere && { detail: unknown }) }
    if (isThere) yield* productFindings(options.api, options.productIds, lines, signal)
    if (webhookUrl && !options.hasWebhookSecret) {
      const detail = 'every delivery is refused: set `webhookSecret`'
      yield { check: 'config', subject: 'vesuviopay webhooks', ok: false, detail }
    }
    if (webhookUrl && secretUpstream) yield* hookFindings(secretUpstream, webhookUrl, fix, signal)
    yield* clockFinding('vesuviopay', date, now)
  }

  /** 200, or how a read that changes nothing was refused. */
  async function settingsStatus(signal: AbortSignal): Promise<number> {
    const path = `store/${storeId}/checkout-settings`
    try {
      await upstream.read({ path, route: '/checkout-settings', answer: z.unknown(), signal })
      return 200
    } catch (error) {
      const status = error instanceof UpstreamError ? error.status : undefined
      if (status === 401 || status === 403 || status === 404) return status
      throw error
    }
  }
}

const keyProblems: Record<number, string> = {
  401: 'refused: set `publishableKey` to the key that VesuvioPay shows for this store',
  403: 'refused for this store: `publishableKey` and `storeId` belong to different ones',
}

async function* hookFindings(upstream: Upstream, url: string, fix: boolean, signal: AbortSignal) {
  const subject = 'vesuviopay webhooks'
  const before = await readHooks(upstream, signal).catch((error: unknown) => {
    if (error instanceof UpstreamError && (error.status === 401 || error.status === 403)) return undefined
    throw error
  })
  const detail = 'refused: set `secretKey` to the secret key of this store'
  yield { check: 'key', subject: 'vesuviopay secret key', ok: !!before, ...(!before && { detail }) } satisfies Finding
  if (!before) return

  const missing = eventTypes.filter((type) => !isDelivered(before, url, type))
  const existing = before.find((hook) => hook.url === url)
  const failure = fix && missing.length > 0 ? await set(upstream, url, existing, signal) : undefined
  const after = fix && missing.length > 0 && !failure ? await readHooks(upstream, signal) : before
  for (const type of eventTypes) {
    const finding = { check: 'hook', subject: `vesuviopay ${type}` } as const
    const isFixed = missing.includes(type) && isDelivered(after, url, type)
    if (isFixed) yield { ...finding, ok: true, fixed: true } satisfies Finding
    else if (!missing.includes(type)) yield { ...finding, ok: true } satisfies Finding
    else if (failure) yield { ...finding, ok: false, detail: failure } satisfies Finding
    else yield { ...finding, ok: false, detail: `nothing is delivered to ${url}`, fixable: !fix } satisfies Finding
  }
  // Each hook has a secret of its own, which only its maker can see.
  if (after !== before && !existing) {
    const secret = 'the hook is new: set `webhookSecret` to the secret that VesuvioPay shows for it'
    yield { check: 'config', subject, ok: false, detail: secret } satisfies Finding
  }
}

const readHooks = (upstream: Upstream, signal: AbortSignal): Promise<WireHook[]> =>
  upstream.read({ path: 'webhooks', route: '/webhooks', answer: WireHooks, signal })

const isDelivered = (hooks: readonly WireHook[], url: string, type: string) =>
  hooks.some((hook) => hook.url === url && hook.isActive && hook.eventTypes.includes(type))

/** A hook that is there gets what it lacks, and keeps its secret; otherwise one is made. Answers why not. */
async function set(upstream: Upstream, url: string, existing: WireHook | undefined, signal: AbortSignal) {
  const types = [...new Set([...(existing?.eventTypes ?? []), ...eventTypes])]
  const call = existing
    ? ({ method: 'PUT', path: `webhooks/${encodeURIComponent(existing.id)}`, route: '/webhooks/{id}' } as const)
    : ({ method: 'POST', path: 'webhooks', route: '/webhooks' } as const)
  const body = { url, eventTypes: types, description: 'Abandoned carts: who to write to, and who no more' }
  try {
    await upstream.write({ ...call, body, answer: WireDone, signal })
    return undefined
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return `the hook could not be set: ${error.message}`
  }
}
