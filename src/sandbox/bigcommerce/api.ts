import type { Api } from '../http/api-gate.ts'
import { type ApiCall, createApiAnswer } from '../http/api-router.ts'
import { isRecord } from '../http/is-record.ts'
import type { ApiAnswer } from '../http/operation.ts'
import type { RequestWindow } from '../http/request-window.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { abandonedCartSettingsOperations } from './abandoned-carts/abandoned-cart-settings.ts'
import { abandonedCartOperations } from './abandoned-carts/abandoned-carts.ts'
import { readBody } from './body-shape.ts'
import { cartItemOperations } from './carts/cart-items.ts'
import { cartOperations } from './carts/carts.ts'
import { catalogOperations } from './catalogue/catalog.ts'
import { inventoryOperations } from './catalogue/inventory.ts'
import { customerOperations } from './customers/customers.ts'
import { BigCommerceFailure } from './failure.ts'
import { hookOperations } from './hooks/hook-operations.ts'
import type { Operation } from './operation.ts'
import { limitedHeaders, quotaHeaders } from './quota.ts'
import { siteOperations } from './sites/sites.ts'
import { checkoutOperations } from './storefront/checkouts.ts'

const operations: Operation[] = [
  ...abandonedCartSettingsOperations,
  ...abandonedCartOperations,
  ...cartOperations,
  ...cartItemOperations,
  ...catalogOperations,
  ...inventoryOperations,
  ...customerOperations,
  ...checkoutOperations,
  ...siteOperations,
  ...hookOperations,
]

/** The management API below `/stores/{storeHash}/v3`. */
export function createApi(context: SandboxContext, window: RequestWindow): Api['answer'] {
  return createApiAnswer({ operations, base: '/stores/:storeHash/v3', answer, refuse }, context)

  async function answer(operation: Operation, { req, env: { bodyText } }: ApiCall) {
    const headers = admit(req.raw, req.param('storeHash') ?? '', context, window)
    try {
      requireScope(operation, context)
      const query = readQuery(req.url, operation)
      if (bodyText !== '' && !operation.body) throw new BigCommerceFailure(400, 'This request takes no body')
      const body = operation.body ? readBody(bodyText, req.header('content-type') ?? null, operation.body) : {}
      const result = await operation.answer({ params: req.param(), query, body, now: context.clock() }, context)
      return { ...withMeta(result, context), headers }
    } catch (error) {
      if (error instanceof BigCommerceFailure) Object.assign(error.headers, headers)
      throw error
    }
  }
}

/** The answer with its empty `meta` as the reading has it. */
function withMeta(answer: ApiAnswer, { readings }: SandboxContext): ApiAnswer {
  const { body } = answer
  const isEmpty = isRecord(body) && isRecord(body.meta) && Object.keys(body.meta).length === 0
  return isEmpty && readings.get('emptyMeta') === 'list' ? { ...answer, body: { ...body, meta: [] } } : answer
}

function refuse(status: 404 | 405, method: string): BigCommerceFailure {
  const title = status === 405 ? `${method} is not documented for this resource` : 'The resource is not documented'
  return new BigCommerceFailure(status, title)
}

/** Key, store and quota, in the order the platform checks them. Gives the headers of the answer. */
function admit(
  request: Request,
  storeHash: string,
  context: SandboxContext,
  window: RequestWindow,
): Record<string, string> {
  const { world, clock } = context
  const account = world.accounts.bigcommerce
  // A token belongs to one store: with another store's hash it is refused like an unknown one.
  if (request.headers.get('x-auth-token') !== account.accessToken || storeHash !== account.storeHash) {
    throw new BigCommerceFailure(401, 'Unauthorized')
  }
  const { allowed, left, resetMs } = window.count(account.quota, clock())
  if (!allowed) {
    const headers = limitedHeaders(account.quota, resetMs, context)
    throw new BigCommerceFailure(429, 'Too Many Requests', undefined, headers)
  }
  return quotaHeaders(account.quota, left, resetMs)
}

function requireScope(operation: Operation, context: SandboxContext): void {
  const accepted = typeof operation.scopes === 'function' ? operation.scopes(context) : operation.scopes
  const granted = context.world.accounts.bigcommerce.scopes
  if (accepted.length > 0 && !accepted.some((scope) => granted.includes(scope))) {
    throw new BigCommerceFailure(403, "You don't have a required scope to access the endpoint")
  }
}

function readQuery(url: string, operation: Operation): URLSearchParams {
  const query = new URL(url).searchParams
  for (const name of query.keys()) {
    if (!operation.query?.includes(name)) {
      throw new BigCommerceFailure(400, `The query parameter "${name}" is not documented`)
    }
    if (query.getAll(name).length > 1) throw new BigCommerceFailure(400, `The query parameter "${name}" is sent twice`)
  }
  return query
}
