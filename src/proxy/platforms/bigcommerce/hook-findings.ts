import { type Finding, type Upstream, UpstreamError } from '../../adapter/index.ts'
import { type WireHook, WireHooks } from './account-wire.ts'
import type { WebhookSecrets } from './webhook.ts'
import { WireAnything } from './wire.ts'

/** The events that start messages to a shopper, and that end them. */
const scopes = ['store/cart/abandoned', 'store/cart/converted']

/** What the hooks are compared with. */
interface HookCheck {
  webhookUrl: string
  secrets: WebhookSecrets
  fix: boolean
  signal: AbortSignal
}

/** The hooks of the account that the token belongs to. */
export async function readHooks(upstream: Upstream, signal: AbortSignal): Promise<WireHook[]> {
  return (await upstream.read({ path: 'hooks?limit=250', route: '/hooks', answer: WireHooks, signal })).data
}

/** Whether BigCommerce delivers events of carts, and whether the proxy will accept them. */
export async function* hookFindings(upstream: Upstream, hookCheck: HookCheck): AsyncGenerator<Finding> {
  const { secrets, fix, signal } = hookCheck
  if (!secrets.clientSecret && !secrets.secretHeader) {
    const detail = 'every delivery is refused: set `webhooks.clientSecret`, or else `webhooks.secretHeader`'
    yield { check: 'config', subject: 'bigcommerce webhooks', ok: false, detail }
  }
  const hooks = await readHooks(upstream, signal)
  for (const scope of scopes) {
    const subject = `bigcommerce ${scope}`
    const problem = problemOf(scope, hooks, hookCheck)
    if (!problem) yield { check: 'hook', subject, ok: true }
    else if (!fix) yield { check: 'hook', subject, ok: false, detail: problem, fixable: true }
    else yield { check: 'hook', subject, ...(await repair(upstream, scope, hooks, hookCheck)) }
  }
}

function problemOf(scope: string, hooks: readonly WireHook[], hookCheck: HookCheck): string | undefined {
  const ours = hooks.filter((hook) => isOurs(hook, scope, hookCheck))
  if (ours.length === 0) return `nothing is delivered to ${hookCheck.webhookUrl}: a hook is missing`
  if (!ours.some(({ is_active }) => is_active)) return 'the hook is switched off, as after two days without an answer'
  const { clientSecret } = hookCheck.secrets
  if (clientSecret || ours.some((hook) => hook.is_active && carriesSecret(hook, hookCheck.secrets))) return undefined
  return 'the hook does not carry the secret header, so that every delivery is refused'
}

const isOurs = (hook: WireHook, scope: string, { webhookUrl }: HookCheck) =>
  hook.destination === webhookUrl && (hook.scope === scope || hook.scope === 'store/cart/*')

/** An answer that leaves headers out says nothing about them, so that is no finding. */
function carriesSecret({ headers }: WireHook, { secretHeader }: WebhookSecrets): boolean {
  if (!secretHeader || headers === undefined) return true
  return headers.get(secretHeader.name.toLowerCase()) === secretHeader.value
}

async function repair(upstream: Upstream, scope: string, hooks: readonly WireHook[], hookCheck: HookCheck) {
  const { secrets, webhookUrl, signal } = hookCheck
  const { secretHeader } = secrets
  const headers = secretHeader && { headers: { [secretHeader.name]: secretHeader.value } }
  const existing = hooks.find((hook) => isOurs(hook, scope, hookCheck))
  const body = { ...(!existing && { scope, destination: webhookUrl }), is_active: true, ...headers }
  const call = existing
    ? ({ method: 'PUT', path: `hooks/${existing.id}`, route: '/hooks/{id}' } as const)
    : ({ method: 'POST', path: 'hooks', route: '/hooks' } as const)
  try {
    await upstream.write({ ...call, body, answer: WireAnything, signal })
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const rule = webhookUrl.startsWith('https:') ? '' : '; it delivers to https on port 443 only'
    return { ok: false, detail: `the hook could not be set: ${error.message}${rule}` }
  }
  const problem = problemOf(scope, await readHooks(upstream, signal), hookCheck)
  return problem ? { ok: false, detail: `set, and yet when read back: ${problem}` } : { ok: true, fixed: true }
}
