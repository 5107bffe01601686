import type { SandboxContext } from '../../sandbox-context.ts'
import type { Shape } from '../body-shape.ts'
import { BigCommerceFailure, unprocessable } from '../failure.ts'
import type { Operation, OperationRequest } from '../operation.ts'
import { answerPage } from '../pages.ts'
import type { BigCommerceHook } from '../state.ts'

const fields: Record<string, Shape> = {
  scope: 'string',
  destination: 'string',
  is_active: 'boolean',
  headers: { nullable: { record: 'string' } },
}

/** The scopes that concern carts and orders, of the store or of a channel; `*` stands for all events of a kind. */
const documentedScope =
  /^store\/(?:channel\/\d+\/)?(?:cart\/(?:\*|created|updated|deleted|couponApplied|abandoned|converted|lineItem\/(?:\*|created|updated|deleted))|order\/(?:\*|created|updated|archived|statusUpdated))$/

/** Webhooks. Every API account may have some: the reference asks for no scope. */
export const hookOperations: Operation[] = [
  {
    method: 'GET',
    path: '/hooks',
    source: 'reference/webhooks.v3.yml, getWebhooks',
    scopes: [],
    query: ['page', 'limit', 'is_active', 'scope', 'destination'],
    answer({ query }, context) {
      const { hooks } = context.world.accounts.bigcommerce
      const matching = hooks.filter(
        (hook) =>
          (query.get('is_active') ?? String(hook.isActive)) === String(hook.isActive) &&
          (query.get('scope') ?? hook.scope) === hook.scope &&
          (query.get('destination') ?? hook.destination) === hook.destination,
      )
      return answerPage(
        matching.map((hook) => viewHook(hook, context)),
        query,
        250,
      )
    },
  },
  {
    method: 'POST',
    path: '/hooks',
    source:
      'reference/webhooks.v3.yml, createWebhooks; docs/integrations/webhooks/https-webhook-overview.mdx shows the answer without its envelope',
    scopes: [],
    body: { object: fields, required: ['scope', 'destination'] },
    answer({ body, now }, context) {
      const { world, readings } = context
      requireValid(body)
      const hook: BigCommerceHook = {
        id: world.nextId++,
        scope: String(body.scope),
        destination: String(body.destination),
        isActive: body.is_active !== false,
        headers: toHeaders(body.headers),
        createdAt: now,
      }
      world.accounts.bigcommerce.hooks.push(hook)
      const data = viewHook(hook, context)
      return { status: 200, body: readings.get('hookAnswer') === 'bare' ? data : { data, meta: {} }, write: true }
    },
  },
  {
    method: 'GET',
    path: '/hooks/:id',
    source: 'reference/webhooks.v3.yml, getWebhook',
    scopes: [],
    answer: (request, context) => answerHook(requireHook(request, context), context, false),
  },
  {
    method: 'PUT',
    path: '/hooks/:id',
    source: 'reference/webhooks.v3.yml, updateWebhook',
    scopes: [],
    body: { object: fields },
    answer(request, context) {
      const hook = requireHook(request, context)
      const { scope, destination, is_active, headers } = request.body
      if (Object.keys(request.body).length === 0) throw unprocessable('At least one field is required')
      requireValid(request.body)
      if (scope !== undefined) hook.scope = String(scope)
      if (destination !== undefined) hook.destination = String(destination)
      if (is_active !== undefined) hook.isActive = is_active === true
      if (headers !== undefined) hook.headers = toHeaders(headers)
      return answerHook(hook, context, true)
    },
  },
  {
    method: 'DELETE',
    path: '/hooks/:id',
    source: 'reference/webhooks.v3.yml, deleteWebhook',
    scopes: [],
    answer(request, context) {
      const hook = requireHook(request, context)
      const account = context.world.accounts.bigcommerce
      account.hooks = account.hooks.filter((other) => other !== hook)
      return answerHook(hook, context, true)
    },
  },
]

/**
 * Whether messages may be sent there: by TLS, on port 443. This machine is accepted too, because a sandbox and its
 * receiver usually run on it.
 */
function isDestination(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, port } = new URL(text)
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return (protocol === 'http:' && isHere) || (protocol === 'https:' && (port === '' || isHere))
}

function requireValid({ scope, destination, headers }: Record<string, unknown>): void {
  const errors = {
    ...(typeof scope === 'string' && !documentedScope.test(scope) && { scope: 'error.scope.invalid' }),
    ...(typeof destination === 'string' && !isDestination(destination) && { destination: 'error.destination.invalid' }),
    ...(!areHeaders(toHeaders(headers)) && { headers: 'error.headers.invalid' }),
  }
  if (Object.keys(errors).length > 0) throw unprocessable('JSON data is missing or invalid', errors)
}

function toHeaders(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, text]) => [name, String(text)]))
}

function areHeaders(headers: Record<string, string>): boolean {
  try {
    new Headers(headers)
    return true
  } catch {
    return false
  }
}

function requireHook({ params }: OperationRequest, { world }: SandboxContext): BigCommerceHook {
  const hook = world.accounts.bigcommerce.hooks.find(({ id }) => String(id) === params.id)
  if (!hook) throw new BigCommerceFailure(404, `Webhook with id [${params.id}] not found`)
  return hook
}

function answerHook(hook: BigCommerceHook, context: SandboxContext, write: boolean) {
  return { status: 200, body: { data: viewHook(hook, context), meta: {} }, write }
}

function viewHook(hook: BigCommerceHook, { world, readings }: SandboxContext) {
  const none = { null: null, object: {}, list: [] }[readings.get('hookHeaders')]
  const { clientId, storeHash } = world.accounts.bigcommerce
  const createdAt = Math.floor(hook.createdAt / 1000)
  return {
    id: hook.id,
    client_id: clientId,
    store_hash: storeHash,
    scope: hook.scope,
    destination: hook.destination,
    headers: Object.keys(hook.headers).length > 0 ? hook.headers : none,
    is_active: hook.isActive,
    created_at: createdAt,
    updated_at: createdAt,
  }
}
