import type { SandboxContext } from '../../sandbox-context.ts'
import type { Shape } from '../body-shape.ts'
import { BigCommerceFailure, unprocessable } from '../failure.ts'
import { type Operation, type OperationRequest, scopes } from '../operation.ts'
import type { AbandonedCartSettings } from '../state.ts'

type SettingName = keyof AbandonedCartSettings

const shapes: Record<SettingName, Shape> = {
  enable_notification: 'boolean',
  email_customer_until_cart_is_recovered: 'boolean',
  marketing_emails_require_customer_consent: 'boolean',
  email_merchant_when_cart_is_converted: 'boolean',
  email_merchant_when_cart_is_abandoned: 'boolean',
  merchant_email_address: 'string',
  merchant_abandoned_cart_email_frequency_type: 'string',
  merchant_abandoned_cart_digest_email_frequency: 'integer',
}

const names = Object.keys(shapes)

/** The settings of a channel may also be `null`, which means that the store's setting counts. */
const channelShapes = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, { nullable: shape }]))

/** The settings of the abandoned-cart e-mails, of the store and of one channel. They share the path of the tokens. */
export const abandonedCartSettingsOperations: Operation[] = [
  {
    method: 'GET',
    path: '/abandoned-carts/settings',
    source: 'reference/abandoned_carts.v3.yml, getGlobalAbandonedCartSettings',
    scopes: scopes.readInformation,
    query: ['pagination'],
    answer: (_, { world }) => ({ status: 200, body: { data: world.bigcommerce.abandonedCartSettings, meta: {} } }),
  },
  {
    method: 'PUT',
    path: '/abandoned-carts/settings',
    source:
      'reference/abandoned_carts.v3.yml, updateGlobalAbandonedCartSettings; its list of required keys names a property that is not described',
    scopes: scopes.editInformation,
    // The document's list of required keys has `enabled`, but describes no such property.
    body: { object: { ...shapes, enabled: 'boolean' } },
    answer: replaceSettings,
  },
  {
    method: 'GET',
    path: '/abandoned-carts/settings/channels/:channelId',
    source: 'reference/abandoned_carts.v3.yml, getChannelAbandonedCartSettings',
    scopes: scopes.readInformation,
    answer: (request, context) => ({ status: 200, body: { data: channelSettings(request, context), meta: {} } }),
  },
  {
    method: 'PUT',
    path: '/abandoned-carts/settings/channels/:channelId',
    source:
      'reference/abandoned_carts.v3.yml, updateChannelAbandonedCartSettings; what becomes of an override that is left out is unknown',
    // The document says `security: []` here, and asks for this scope in its text.
    scopes: scopes.editInformation,
    body: { object: channelShapes },
    answer: replaceChannelSettings,
  },
]

function replaceSettings({ body }: OperationRequest, { world, readings }: SandboxContext) {
  const { enabled, ...settings } = body
  const reading = readings.get('settingsRequired')
  // A refusal that names nothing: what a validator of the document answers.
  if (reading === 'enabled-unnamed' && enabled === undefined) throw unprocessable('JSON data is missing or invalid')
  const isEnabled = reading !== 'enable_notification'
  const required = names.map((name) => (name === 'enable_notification' && isEnabled ? 'enabled' : name))
  const missing = required.filter((name) => !Object.hasOwn(body, name))
  refuse({ ...Object.fromEntries(missing.map((name) => [name, 'error.path.missing'])), ...outOfBounds(settings) })
  Object.assign(
    world.bigcommerce.abandonedCartSettings,
    settings,
    enabled !== undefined && { enable_notification: enabled },
  )
  return { status: 200, body: { data: world.bigcommerce.abandonedCartSettings, meta: {} }, write: true }
}

function replaceChannelSettings(request: OperationRequest, context: SandboxContext) {
  const before = channelSettings(request, context)
  refuse({ ...outOfBounds(request.body), ...tooLong(request.body) })
  const isKept = context.readings.get('channelSettingsOmitted') === 'kept'
  context.world.bigcommerce.channelSettings[request.params.channelId ?? ''] = { ...(isKept && before), ...request.body }
  return { status: 200, body: { data: channelSettings(request, context), meta: {} }, write: true }
}

function channelSettings({ params }: OperationRequest, { world }: SandboxContext): Record<string, unknown> {
  if (!/^\d+$/.test(params.channelId ?? '')) throw new BigCommerceFailure(422, 'The channel id is a number', {})
  const none = Object.fromEntries(names.map((name) => [name, null]))
  return { ...none, ...world.bigcommerce.channelSettings[params.channelId ?? ''] }
}

/** Checks the bounds the document gives beside the types. `null` was accepted before where it is allowed. */
function outOfBounds(settings: Record<string, unknown>): Record<string, string> {
  const {
    merchant_email_address: address,
    merchant_abandoned_cart_email_frequency_type: type,
    merchant_abandoned_cart_digest_email_frequency: frequency,
  } = settings
  return {
    ...(typeof address === 'string' &&
      !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) && { merchant_email_address: 'error.email' }),
    ...(typeof type === 'string' &&
      !['digest', 'individual'].includes(type) && {
        merchant_abandoned_cart_email_frequency_type: 'error.expected.validenumvalue',
      }),
    ...(typeof frequency === 'number' &&
      frequency < 2 && { merchant_abandoned_cart_digest_email_frequency: 'error.min' }),
    ...(typeof frequency === 'number' &&
      frequency > 1000 && { merchant_abandoned_cart_digest_email_frequency: 'error.max' }),
  }
}

/** Checks a bound that the document gives for channels and not for the store. */
function tooLong({ merchant_email_address: address }: Record<string, unknown>): Record<string, string> {
  return typeof address === 'string' && address.length > 500 ? { merchant_email_address: 'error.maxLength' } : {}
}

function refuse(errors: Record<string, string>): void {
  if (Object.keys(errors).length > 0) throw unprocessable('JSON data is missing or invalid', errors)
}
