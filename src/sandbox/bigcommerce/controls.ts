import { changeField } from '../controls/change-field.ts'
import { readNumber, readRecord, readText, readTexts, requireKeys } from '../controls/fields.ts'
import { viewCartLine } from '../controls/line-view.ts'
import { readQuota } from '../controls/read-quota.ts'
import { hidden } from '../controls/read-rows.ts'
import type { Change, ControlledCart } from '../platform.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { storeOf } from '../world/stores.ts'
import { findCart } from '../world/world.ts'
import { abandonCart, convertCart, expireCart, statusOf } from './abandoned-carts/lifecycle.ts'
import { readCheckoutUrls, readHooks, readRoutes, withIds } from './control-rows.ts'
import { siteOfChannel } from './sites/site-routes.ts'

/** What the control routes show of the account. The values of a webhook's headers prove its sender, and are hidden. */
export function viewAccount(context: SandboxContext) {
  const { storeHash, scopes, quota, hooks, routes, checkoutUrls, addedTax, consentFields } =
    context.world.accounts.bigcommerce
  return {
    storeHash,
    scopes,
    quota,
    consentFields,
    checkoutUrls,
    addedTax,
    hooks: hooks.map(({ id, scope, destination, isActive, headers, createdAt }) => ({
      id: String(id),
      scope,
      destination,
      isActive,
      headers: Object.fromEntries(Object.keys(headers).map((name) => [name, hidden])),
      createdAt: new Date(createdAt).toISOString(),
    })),
    routes: routes.map(({ id, siteId, channelId, type, matching, route }) => ({
      id: String(id),
      siteId: String(siteId),
      channelId,
      type,
      matching,
      route,
      url: `${siteOfChannel(channelId, context)?.url ?? ''}${route}`,
    })),
  }
}

/** What `PATCH /sandbox/world` changes about the account. */
export function readAccount(value: unknown, at: string, { world, clock }: SandboxContext): Change[] {
  const account = world.accounts.bigcommerce
  const fields = readRecord(value, at)
  requireKeys(
    fields,
    ['scopes', 'quota', 'hooks', 'routes', 'checkoutUrls', 'addedTax', 'clientSecret', 'accessToken'],
    `${at}.`,
  )
  const changes = [
    ...changeField(fields, 'clientSecret', readText, account, at),
    ...changeField(fields, 'accessToken', readText, account, at),
    ...changeField(fields, 'scopes', readTexts, account, at),
    ...changeField(fields, 'quota', (quota, name) => readQuota(quota, name, account.quota), account, at),
    ...changeField(fields, 'addedTax', readNumber, account, at),
    ...changeField(fields, 'checkoutUrls', readCheckoutUrls, account, at),
  ]
  if (fields.hooks !== undefined) {
    const hooks = readHooks(fields.hooks, `${at}.hooks`, clock(), account.hooks)
    changes.push(() => {
      account.hooks = withIds(hooks, world)
    })
  }
  if (fields.routes !== undefined) {
    const routes = readRoutes(fields.routes, `${at}.routes`)
    changes.push(() => {
      account.routes = withIds(routes, world)
    })
  }
  return changes
}

/** The carts of the shop itself. */
export function viewCarts(context: SandboxContext) {
  return context.world.carts.map((cart) => ({
    id: cart.id,
    name: cart.key,
    title: cart.title,
    store: storeOf(cart.channelId),
    platform: 'bigcommerce',
    status: statusOf(cart, context),
    channelId: cart.channelId,
    customerId: String(cart.customerId),
    currency: cart.currency,
    version: cart.version,
    lines: cart.lines.map(viewCartLine),
    consent: cart.consent,
  }))
}

export function findControlledCart(id: string, context: SandboxContext): ControlledCart | undefined {
  const cart = findCart(context.world, id)
  if (!cart) return undefined
  const status = statusOf(cart, context)
  return {
    id: cart.id,
    key: cart.key,
    isOpen: status === 'active' || status === 'abandoned',
    status: () => statusOf(cart, context),
    abandon: () => abandonCart(cart, context),
    convert: () => void convertCart(cart, context),
    expire: () => expireCart(cart, context),
  }
}
