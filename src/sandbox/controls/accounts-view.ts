import { siteOfChannel } from '../bigcommerce/sites/site-routes.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { hidden } from './hook-fields.ts'

/** The accounts as the control routes show them: keys, tokens and secrets stay inside. */
export function viewAccounts(context: SandboxContext) {
  const { storeHash, scopes, quota, hooks, routes, consentFields } = context.world.accounts.bigcommerce
  const {
    publishableKey: _,
    secretKey: __,
    webhookSecret: ___,
    neighbour: ____,
    webhooks,
    ...vesuviopay
  } = context.world.accounts.vesuviopay
  const { apiKey: _t, ...tjar } = context.world.accounts.tjar
  const { username: _u, password: _p, apiKey: _k, signingKey: _s, ...buzzbip } = context.world.accounts.buzzbip
  return {
    bigcommerce: {
      storeHash,
      scopes,
      quota,
      consentFields,
      hooks: hooks.map(({ id, scope, destination, isActive, headers, createdAt }) => ({
        id: String(id),
        scope,
        destination,
        isActive,
        // Whoever knows what is in them can pass for the platform.
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
    },
    vesuviopay: { ...vesuviopay, webhooks: webhooks.map(({ secret: _____, ...webhook }) => webhook) },
    tjar,
    buzzbip,
  }
}
