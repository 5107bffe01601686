import type { Api } from '../http/api-gate.ts'
import { answerBy, createApiRouter, matchesPath } from '../http/api-router.ts'
import type { RequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { admit } from './admission.ts'
import { bulkOperations } from './carts/bulk.ts'
import { cartOperations } from './carts/cart-operations.ts'
import { finishOperations } from './checkout/finish.ts'
import { storeOperations } from './checkout/store.ts'
import { VesuvioPayFailure } from './failure.ts'
import type { Operation } from './operation.ts'
import { requireQuota } from './rate-limit.ts'
import { invalidRequest, readBody, requireFields } from './read-body.ts'
import { signInOperations } from './sign-in/sign-in.ts'
import { availabilityOperations } from './stock/availability.ts'
import { backInStockOperations } from './stock/back-in-stock.ts'
import { webhookOperations } from './webhooks/webhooks.ts'

const operations: Operation[] = [
  ...signInOperations,
  ...cartOperations,
  ...bulkOperations,
  ...availabilityOperations,
  ...backInStockOperations,
  ...finishOperations,
  ...storeOperations,
  ...webhookOperations,
]

/** The API below `/api/v1`: the documented operations, and a refusal for everything else. */
export function createApi(context: SandboxContext, window: RequestWindow): Api['answer'] {
  const router = createApiRouter()
  for (const operation of operations) {
    router.on(operation.method, operation.path, (c) => {
      if (operation.isPlayed && !operation.isPlayed(context)) throw unknownPath(c.req.method, c.req.path, context)
      const { bodyText, answered } = c.env
      const limits = requireQuota(window, context)
      try {
        const params: Record<string, string> = c.req.param()
        const storeId = params.storeId?.toLowerCase() ?? ''
        const { phone } = admit(operation, c.req.raw, storeId, context)
        const query = readQuery(c.req.url, operation, context)
        const body = readFields(bodyText, c.req.header('content-type') ?? null, query, operation, context)
        const request = { params, query, body, storeId, phone, now: context.clock() }
        const answer = operation.answer(request, context)
        answered(answer.write ?? false)
        const init = { status: answer.status, headers: { ...answer.headers, ...limits } }
        return answer.body === undefined ? new Response(null, init) : Response.json(answer.body, init)
      } catch (error) {
        if (error instanceof VesuvioPayFailure) Object.assign(error.headers, { ...limits, ...error.headers })
        throw error
      }
    })
  }
  router.notFound((c) => unknownPath(c.req.method, c.req.path, context).toResponse())
  router.onError((error) => {
    if (error instanceof VesuvioPayFailure) return error.toResponse()
    throw error
  })
  return answerBy(router)
}

function readFields(
  bodyText: string,
  contentType: string | null,
  query: URLSearchParams,
  { body: shape, fieldsIn }: Operation,
  context: SandboxContext,
): Record<string, unknown> {
  if (!shape) {
    if (bodyText !== '') throw invalidRequest([{ field: 'body', message: 'is not documented' }], context)
    return {}
  }
  if (fieldsIn?.(context) === 'query') return requireFields(Object.fromEntries(query), shape, context)
  return readBody(bodyText, contentType, shape, context)
}

function readQuery(url: string, operation: Operation, context: SandboxContext): URLSearchParams {
  const query = new URL(url).searchParams
  for (const name of query.keys()) {
    const isKnown = operation.query?.includes(name) && query.getAll(name).length === 1
    if (!isKnown) throw invalidRequest([{ field: name, message: 'is not documented' }], context)
  }
  return query
}

function unknownPath(method: string, path: string, context: SandboxContext): VesuvioPayFailure {
  const known = operations.filter(({ isPlayed }) => isPlayed?.(context) ?? true)
  if (!known.some((operation) => matchesPath(operation.path, path))) {
    return new VesuvioPayFailure(404, 'NOT_FOUND', 'The path is not documented.')
  }
  return new VesuvioPayFailure(405, 'METHOD_NOT_ALLOWED', `${method} is not documented for this path.`)
}
