import { type Finding, type Upstream, UpstreamError } from '../../adapter/index.ts'
import { type WireHook, WireHooks } from './account-wire.ts'
import type { WebhookSecrets } from './webhook.ts'
import { WireAnything } from './wire.ts'

/** When to write to a shopper, and when never again. */
const scopes = ['store/cart/abandoned', 'store/cart/converted']

interface Looking {
  webhookUrl: string
  secrets: WebhookSecrets
  fix: boolean
  signal: AbortSignal
}

/** The hooks that the token's own account has. */
export async function readHooks(upstream: Upstream, signal: AbortSignal): Promise<WireHook[]> {
  return (await upstream.read({ path: 'hooks?limit=250', route: '/hooks', answer: WireHooks, signal })).data
}

/** Whether BigCommerce tells of carts, and whether what it tells will be believed. */
export async function* hookFindings(upstream: Upstream, looking: Looking): AsyncGenerator<Finding> {
  const { secrets, fix, signal } = looking
  if (!secrets.clientSecret && !secrets.secretHeader) {
    const detail = 'every delivery is refused: set `webhooks.clientSecret`, or else `webhooks.secretHeader`'
    yield { check: 'config', subject: 'bigcommerce webhooks', ok: false, detail }
  }
  const hooks = await readHooks(upstream, signal)
  for (const scope of scopes) {
    const subject = `bigcommerce ${scope}`
    const problem = problemOf(scope, hooks, looking)
    if (!problem) yield { check: 'hook', subject, ok: true }
    else if (!fix) yield { check: 'hook', subject, ok: false, detail: problem, fixable: true }
    else yield { check: 'hook', subject, ...(await repair(upstream, scope, hooks, looking)) }
  }
}

function problemOf(scope: string, hooks: readonly WireHook[], looking: Looking): string | undefined {
  const ours = hooks.filter((hook) => isOurs(hook, scope, looking))
  if (ours.length === 0) return `nothing is delivered to ${looking.webhookUrl}: a hook is missing`
  if (!ours.some(({ is_active }) => is_active)) return 'the hook is switched off, as after two days without an answer'
  const { clientSecret } = looking.secrets
  if (clientSecret || ours.some((hook) => hook.is_active && carriesSecret(hook, looking.secrets))) return undefined
  return 'the hook does not carry the secret header, so that every delivery is refused'
}

const isOurs = (hook: WireHook, scope: string, { webhookUrl }: Looking) =>
  hook.destination === webhookUrl && (hook.scope === scope || hook.scope === 'store/cart/*')

/** Where the answer leaves headers out, nobody knows, and nothing is said against it. */
function carriesSecret({ headers }: WireHook, { secretHeader }: WebhookSecrets): boolean {
  if (!secretHeader || headers === undefined) return true
  const name = secretHeader.name.toLowerCase()
  return Object.entries(headers ?? {}).some(
    ([key, value]) => key.toLowerCase() === name && value === secretHeader.value,
  )
}

async function repair(upstream: Upstream, scope: string, hooks: readonly WireHook[], looking: Looking) {
  const { secrets, webhookUrl, signal } = looking
  const { secretHeader } = secrets
  const headers = secretHeader && { headers: { [secretHeader.name]: secretHeader.value } }
  const existing = hooks.find((hook) => isOurs(hook, scope, looking))
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
  const problem = problemOf(scope, await readHooks(upstream, signal), looking)
  return problem ? { ok: false, detail: `set, and yet when read back: ${problem}` } : { ok: true, fixed: true }
}
