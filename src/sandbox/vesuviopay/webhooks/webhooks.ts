import type { SandboxContext } from '../../sandbox-context.ts'
import { stableUuid } from '../../world/stable-id.ts'
import { refusal } from '../failure.ts'
import { type Operation, type OperationRequest, succeed } from '../operation.ts'
import { invalidRequest } from '../read-body.ts'
import type { VesuvioPayWebhook } from '../state.ts'
import { emitTest, eventTypes } from './events.ts'

const path = '/api/v1/webhooks'

/** Webhooks of the store. Every call needs the secret key. */
export const webhookOperations: Operation[] = [
  {
    method: 'GET',
    path,
    source: '/docs/api/webhooks, list; the answer is inferred',
    caller: 'secret',
    answer: (_, { world }) => succeed(world.accounts.vesuviopay.webhooks.map(viewWebhook)),
  },
  {
    method: 'POST',
    path,
    source: '/docs/api/webhooks, create; where the secret is shown is unknown',
    caller: 'secret',
    body: { url: 'text', eventTypes: 'texts', description: { optional: 'text' } },
    answer({ body }, context) {
      requireValid(body, context)
      const { world, readings } = context
      const { webhookSecret, webhooks } = world.accounts.vesuviopay
      const webhook: VesuvioPayWebhook = {
        id: stableUuid(`vesuviopay/webhook/${world.nextId++}`),
        url: String(body.url),
        eventTypes: body.eventTypes as string[],
        description: String(body.description ?? ''),
        secret: webhookSecret,
        isActive: true,
      }
      webhooks.push(webhook)
      const isSecretShown = readings.get('vesuviopayWebhookSecret') === 'in-answer'
      return {
        ...succeed({ ...viewWebhook(webhook), ...(isSecretShown && { secret: webhookSecret }) }, 201),
        write: true,
      }
    },
  },
  {
    method: 'PUT',
    path: `${path}/:webhookId`,
    source: '/docs/api/webhooks, update; the answer is inferred',
    caller: 'secret',
    body: {
      url: { optional: 'text' },
      eventTypes: { optional: 'texts' },
      description: { optional: 'text' },
      isActive: { optional: 'boolean' },
    },
    answer(request, context) {
      const webhook = requireWebhook(request, context)
      requireValid(request.body, context)
      Object.assign(webhook, request.body)
      return { ...succeed(viewWebhook(webhook)), write: true }
    },
  },
  {
    method: 'DELETE',
    path: `${path}/:webhookId`,
    source: '/docs/api/webhooks, delete; the answer is inferred',
    caller: 'secret',
    answer(request, context) {
      const webhook = requireWebhook(request, context)
      const account = context.world.accounts.vesuviopay
      account.webhooks = account.webhooks.filter((other) => other !== webhook)
      return { status: 200, body: { success: true }, write: true }
    },
  },
  {
    method: 'POST',
    path: `${path}/:webhookId/test`,
    source: '/docs/api/webhooks, test; what it sends is inferred',
    caller: 'secret',
    answer(request, context) {
      emitTest(requireWebhook(request, context), context)
      return { status: 200, body: { success: true }, write: true }
    },
  },
]

function requireValid({ url, eventTypes: types }: Record<string, unknown>, context: SandboxContext): void {
  const unknown = Array.isArray(types) ? types.find((type) => !eventTypes.includes(type)) : undefined
  const errors = [
    ...(typeof url === 'string' && !isAddress(url) ? [{ field: 'url', message: 'must be an https address' }] : []),
    ...(unknown === undefined ? [] : [{ field: 'eventTypes', message: `${unknown} is not an event type` }]),
  ]
  if (errors.length > 0) throw invalidRequest(errors, context)
}

/** Whether messages may be sent there: by TLS. This machine is accepted without, because a sandbox runs on it. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}

function requireWebhook({ params }: OperationRequest, { world }: SandboxContext): VesuvioPayWebhook {
  const webhook = world.accounts.vesuviopay.webhooks.find(({ id }) => id === params.webhookId)
  if (!webhook) throw refusal('WEBHOOK_NOT_FOUND')
  return webhook
}

function viewWebhook({ id, url, eventTypes, description, isActive }: VesuvioPayWebhook) {
  return { id, url, eventTypes, description, isActive }
}
