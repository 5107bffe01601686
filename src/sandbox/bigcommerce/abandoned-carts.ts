import { type Cart, isAlive } from '../cart.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { Shape } from './body-shape.ts'
import { BigcommerceFailure } from './failure.ts'
import { type Operation, type OperationRequest, scopes } from './operation.ts'

const settingsKeys: Record<string, Shape> = {
  enable_notification: 'boolean',
  email_customer_until_cart_is_recovered: 'boolean',
  marketing_emails_require_customer_consent: 'boolean',
  email_merchant_when_cart_is_converted: 'boolean',
  email_merchant_when_cart_is_abandoned: 'boolean',
  merchant_email_address: 'string',
  merchant_abandoned_cart_email_frequency_type: 'string',
  merchant_abandoned_cart_digest_email_frequency: 'integer',
}

const tokenForms = {
  undashed: /^[0-9a-f]{32}$/i,
  dashed: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
}

/** Abandoned carts by the token of the e-mail link, and the settings that share their path. */
export const abandonedCartOperations: Operation[] = [
  {
    method: 'GET',
    path: '/abandoned-carts/settings',
    scopes: scopes.readInformation,
    query: ['pagination'],
    answer: (_, { world }) => ({ status: 200, body: { data: world.abandonedCartSettings, meta: {} } }),
  },
  {
    method: 'PUT',
    path: '/abandoned-carts/settings',
    scopes: scopes.editInformation,
    // `enabled` is in the document's list of required keys, though no such property is described.
    body: { object: { ...settingsKeys, enabled: 'boolean' } },
    answer: replaceSettings,
  },
  {
    method: 'GET',
    path: '/abandoned-carts/settings/channels/:channelId',
    scopes: scopes.readInformation,
    answer: (request, context) => ({ status: 200, body: { data: channelSettings(request, context), meta: {} } }),
  },
  {
    method: 'GET',
    path: '/abandoned-carts/:token',
    scopes: ({ readings }) =>
      readings.get('abandonedCartScope') === 'carts' ? scopes.readCarts : scopes.readInformation,
    answer(request, context) {
      const cart = findByToken(request.params.token ?? '', context)
      const isGone = cart && !isAlive(cart, request.now)
      if (!cart || (isGone && context.readings.get('goneToken') === '404')) {
        throw new BigcommerceFailure(404, 'Abandoned cart not found')
      }
      return { status: 200, body: { data: { cart_id: cart.id }, meta: {} } }
    },
  },
]

/** The token as the platform would put it into a link. */
export function issuedToken(token: string, { readings }: SandboxContext): string {
  return readings.get('tokenIssued') === 'dashed' ? token.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : token
}

function findByToken(token: string, context: SandboxContext): Cart | undefined {
  const form = tokenForms.undashed.test(token) ? 'undashed' : tokenForms.dashed.test(token) ? 'dashed' : undefined
  if (!form) throw new BigcommerceFailure(400, 'Input is invalid.')
  const { readings, world } = context
  if (readings.get('tokenAccepted') === 'as-issued' && form !== readings.get('tokenIssued')) return undefined
  const bare = token.replaceAll('-', '').toLowerCase()
  return world.carts.find((cart) => cart.token === bare)
}

function replaceSettings({ body }: OperationRequest, { world, readings }: SandboxContext) {
  const { enabled, ...settings } = body
  const required = Object.keys(settingsKeys).map((key) =>
    key === 'enable_notification' ? readings.get('settingsRequired') : key,
  )
  const missing = required.filter((key) => !Object.hasOwn(body, key))
  if (missing.length > 0) {
    const errors = Object.fromEntries(missing.map((key) => [key, 'error.path.missing']))
    throw new BigcommerceFailure(422, 'JSON data is missing or invalid', errors)
  }
  Object.assign(world.abandonedCartSettings, settings, enabled !== undefined && { enable_notification: enabled })
  return { status: 200, body: { data: world.abandonedCartSettings, meta: {} }, write: true }
}

function channelSettings({ params }: OperationRequest, { world }: SandboxContext) {
  if (!/^\d+$/.test(params.channelId ?? '')) throw new BigcommerceFailure(422, 'The channel id is a number', {})
  const none = Object.fromEntries(Object.keys(settingsKeys).map((key) => [key, null]))
  return { ...none, ...world.channelSettings[params.channelId ?? ''] }
}
