import type { Api } from '../http/api-gate.ts'
import { type ApiCall, createApiAnswer } from '../http/api-router.ts'
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

/** The API below `/api/v1`. */
export function createApi(context: SandboxContext, window: RequestWindow): Api['answer'] {
  return createApiAnswer(
    { operations, isPlayed: ({ isPlayed }) => isPlayed?.(context) ?? true, answer, refuse },
    context,
  )

  async function answer(operation: Operation, { req, env: { bodyText } }: ApiCall) {
    const limits = requireQuota(window, context)
    try {
      const params: Record<string, string> = req.param()
      const storeId = params.storeId?.toLowerCase() ?? ''
      const { phone } = admit(operation, req.raw, storeId, context)
      const query = readQuery(req.url, operation, context)
      const body = readFields(bodyText, req.header('content-type') ?? null, query, operation, context)
      const result = await operation.answer({ params, query, body, storeId, phone, now: context.clock() }, context)
      return { ...result, headers: { ...result.headers, ...limits } }
    } catch (error) {
      if (error instanceof VesuvioPayFailure) Object.assign(error.headers, { ...limits, ...error.headers })
      throw error
    }
  }
}

function refuse(status: 404 | 405, method: string): VesuvioPayFailure {
  return status === 404
    ? new VesuvioPayFailure(404, 'NOT_FOUND', 'The path is not documented.')
    : new VesuvioPayFailure(405, 'METHOD_NOT_ALLOWED', `${method} is not documented for this path.`)
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
