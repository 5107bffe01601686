import { changeField } from '../controls/change-field.ts'
import { readCount, readRecord, readText, requireKeys } from '../controls/fields.ts'
import { viewCartLine } from '../controls/line-view.ts'
import { readQuota } from '../controls/read-quota.ts'
import type { Change, ControlledCart } from '../platform.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { abandonCart, cartLines, expireCart, findTjarCart, isOpen, placeOrder, tjarCurrency } from './carts.ts'

/** What the control routes show of the account. */
export function viewAccount({ world }: SandboxContext) {
  const { apiKey: _apiKey, ...account } = world.accounts.tjar
  return account
}

/** What `PATCH /sandbox/world` changes about the account. With another key, the caller's key is a wrong one. */
export function readAccount(value: unknown, at: string, { world }: SandboxContext): Change[] {
  const account = world.accounts.tjar
  const fields = readRecord(value, at)
  requireKeys(fields, ['apiKey', 'perPage', 'quota'], `${at}.`)
  return [
    ...changeField(fields, 'apiKey', readText, account, at),
    ...changeField(fields, 'perPage', (count, name) => readCount(count, name, 1), account, at),
    ...changeField(fields, 'quota', (quota, name) => readQuota(quota, name, account.quota), account, at),
  ]
}

/** The carts of the store at Tjar. */
export function viewCarts(context: SandboxContext) {
  return context.world.tjar.carts.map((cart) => ({
    id: cart.identifier,
    name: cart.key,
    title: cart.title,
    store: 'tjar',
    platform: 'tjar',
    status: cart.status,
    currency: tjarCurrency,
    remindersCount: cart.remindedAt.length,
    offerDiscount: cart.offerDiscount,
    lines: cartLines(cart, context).map(viewCartLine),
    consent: { ...cart.consent },
  }))
}

export function findControlledCart(id: string, context: SandboxContext): ControlledCart | undefined {
  const cart = findTjarCart(id, context)
  if (!cart) return undefined
  return {
    id: cart.identifier,
    key: cart.key,
    isOpen: isOpen(cart),
    status: () => cart.status,
    abandon: () => abandonCart(cart),
    convert: () => void placeOrder(cart, context),
    expire: () => expireCart(cart),
  }
}
