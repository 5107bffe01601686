import {
  type CheckUpPort,
  clockFinding,
  collectFindings,
  type Finding,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import { mayApplyCoupons } from './coupon.ts'
import { hookFindings, readHooks } from './hook-findings.ts'
import { isAllowed, nothing } from './scope-probe.ts'
import { siteFindings } from './site-findings.ts'
import type { WebhookSecrets } from './webhook.ts'

export interface CheckUpOptions {
  inventory: 'catalog' | 'locations'
  /** `consentFields` are configured, so customers and checkouts are read. */
  readsConsent: boolean
  webhooks: WebhookSecrets
}

/** A harmless call that only an account with the scope may make. */
interface ScopeProbe {
  scope: string
  path: string
  method?: 'DELETE'
}

/** Checks the account in the order in which it is set up: key, scopes, site and route, origins, hooks, clock. */
export function checkUpPort(upstream: Upstream, options: CheckUpOptions): CheckUpPort {
  return { checkUp: (request, signal) => collectFindings('bigcommerce', check(request, signal)) }

  async function* check(
    { channels, webhookUrl, now, fix }: Parameters<CheckUpPort['checkUp']>[0],
    signal: AbortSignal,
  ): AsyncGenerator<Finding> {
    // Hooks need no scope, so listing them tells about the key alone.
    const key = await readHooks(upstream, signal).then(() => undefined, toKeyDetail)
    const date = upstream.lastDate
    yield { check: 'key', subject: 'bigcommerce access token', ok: !key, ...(key && { detail: key }) }
    if (key) return
    const writesToShoppers = webhookUrl !== undefined || options.readsConsent
    for (const probe of scopeProbes(options.inventory, writesToShoppers)) yield scopeFinding(probe, signal)
    yield couponFinding(await mayApplyCoupons(upstream, signal))
    yield* siteFindings(upstream, channels, fix, signal)
    if (webhookUrl) yield* hookFindings(upstream, { webhookUrl, secrets: options.webhooks, fix, signal })
    yield* clockFinding('bigcommerce', date, now)
  }

  async function scopeFinding({ scope, path, method }: ScopeProbe, signal: AbortSignal): Promise<Finding> {
    const subject = `bigcommerce ${scope}`
    const ok = await isAllowed(upstream, { path, route: `/${path.split('?')[0]}`, method, signal })
    return { check: 'scope', subject, ok, ...(!ok && { detail: `give the API account the scope ${scope}` }) }
  }
}

/** Without that scope the store works, but for coupons. */
function couponFinding(isAllowed: boolean): Finding {
  const finding = { check: 'scope', subject: 'bigcommerce Checkouts (modify)', ok: true } as const
  if (isAllowed) return finding
  const detail =
    'no coupon is applied, and shoppers enter theirs at the checkout: for coupons, give the API account the scope Checkouts (modify)'
  return { ...finding, detail }
}

/** The scopes that this configuration needs, each with a call that tells whether it is there. */
function scopeProbes(inventory: 'catalog' | 'locations', writesToShoppers: boolean): ScopeProbe[] {
  return [
    { scope: 'Carts (modify)', path: `carts/${nothing}/items/${nothing}`, method: 'DELETE' },
    { scope: 'Information & Settings (read-only)', path: 'abandoned-carts/settings' },
    { scope: 'Products (read-only)', path: 'catalog/products?limit=1&include_fields=availability' },
    ...(inventory === 'locations' ? [{ scope: 'Inventory (read-only)', path: 'inventory/items?limit=1' }] : []),
    ...(writesToShoppers
      ? [
          { scope: 'Customers (read-only)', path: 'customers?id:in=0&limit=1' },
          { scope: 'Checkouts (read-only)', path: `checkouts/${nothing}` },
        ]
      : []),
  ]
}

function toKeyDetail(error: unknown): string {
  const status = error instanceof UpstreamError ? error.status : undefined
  if (status === 401) return 'refused: make an API account in the control panel, and set `accessToken` to its token'
  if (status === 403) return 'refused for this store: the token belongs to another one, or may not manage webhooks'
  if (status === 404) return 'the store was not found: check `storeHash`, and `apiUrl` where it is set'
  throw error
}
