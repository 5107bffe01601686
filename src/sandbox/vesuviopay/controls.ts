import { changeField } from '../controls/change-field.ts'
import { readCount, readRecord, readTexts, requireKeys } from '../controls/fields.ts'
import { viewCartLine } from '../controls/line-view.ts'
import { readQuota } from '../controls/read-quota.ts'
import type { Change, ControlledCart } from '../platform.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { storeCurrency } from '../world/currency.ts'
import { abandonCart, expireCart, orderLines, placeOrder, statusOf } from './checkout/orders.ts'
import { readWebhooks } from './control-rows.ts'

/** What the control routes show of the account. */
export function viewAccount({ world }: SandboxContext) {
  const {
    publishableKey: _publishableKey,
    secretKey: _secretKey,
    webhookSecret: _webhookSecret,
    neighbour: _neighbour,
    webhooks,
    ...account
  } = world.accounts.vesuviopay
  return { ...account, webhooks: webhooks.map(({ secret: _secret, ...webhook }) => webhook) }
}

const counts = [
  'bulkLimit',
  'codeLifetimeSeconds',
  'codeTries',
  'tokenLifetimeSeconds',
  'checkoutLinkLifetimeSeconds',
] as const
const lists = ['refusedPhones', 'unverifiedPhones', 'incompletePhones', 'unsyncedProducts'] as const

/** What `PATCH /sandbox/world` changes about the account. */
export function readAccount(value: unknown, at: string, { world }: SandboxContext): Change[] {
  const account = world.accounts.vesuviopay
  const fields = readRecord(value, at)
  requireKeys(fields, [...counts, ...lists, 'quota', 'webhooks'], `${at}.`)
  return [
    ...changeField(fields, 'webhooks', (rows, name) => readWebhooks(rows, name, account), account, at),
    ...counts.flatMap((key) => changeField(fields, key, (count, name) => readCount(count, name, 1), account, at)),
    ...lists.flatMap((key) => changeField(fields, key, readTexts, account, at)),
    ...changeField(fields, 'quota', (quota, name) => readQuota(quota, name, account.quota), account, at),
  ]
}

/** The carts customers have at VesuvioPay. They belong to a phone, not to a link. */
export function viewCarts(context: SandboxContext) {
  return context.world.vesuviopay.carts.map((cart) => ({
    id: cart.id,
    name: cart.key,
    title: 'At VesuvioPay',
    store: 'vesuviopay',
    platform: 'vesuviopay',
    status: statusOf(cart, context),
    phone: cart.phone,
    currency: storeCurrency,
    lines: orderLines(cart, context).map(viewCartLine),
    // VesuvioPay asks for no consent.
    consent: { email: false, sms: false, whatsapp: false },
  }))
}

/** Who waits for something to be back in stock. */
export function viewSubscriptions({ world }: SandboxContext) {
  return world.vesuviopay.subscriptions.map(({ phone, productId, variantId }) => ({
    phone,
    productId: String(productId),
    variantId: String(variantId),
  }))
}

export function findControlledCart(id: string, context: SandboxContext): ControlledCart | undefined {
  const cart = context.world.vesuviopay.carts.find((candidate) => candidate.id === id.toLowerCase())
  if (!cart) return undefined
  return {
    id: cart.id,
    key: cart.key,
    // A checkout that locks the cart does not close it.
    isOpen: cart.status === 'active' || cart.status === 'abandoned',
    status: () => statusOf(cart, context),
    abandon: () => abandonCart(cart, context),
    convert: () => placeOrder(cart, context),
    expire: () => expireCart(cart, context),
  }
}
