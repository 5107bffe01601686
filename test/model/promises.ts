import type { ModelShop } from './model-shop.ts'
import { time } from './time.ts'

/** Problems that no schedule gives a reason for. */
const unexpected = new Set(['internal-error', 'idempotency-key-reused', 'invalid-request', 'not-found'])

/** Once every act is over: no lock, no lease and no mark of a request under way is left, where no instance fell silent. */
export async function checkAtOnce(shop: ModelShop): Promise<string[]> {
  if (shop.entries.some(({ kind }) => kind === 'crash')) return []
  const { state = [] } = await shop.rows()
  return state.flatMap(({ key, value, expires_at }) => {
    const isMark = /^(lock|lease):/.test(String(key)) || String(value).startsWith('running:')
    return isMark && Number(expires_at) > time.now ? [`left behind: ${String(key).split(':')[0]}`] : []
  })
}

/** What is promised whatever was done. */
export async function checkAlways(shop: ModelShop, isDisturbed: boolean): Promise<string[]> {
  const broken = shop.entries.flatMap((entry) => {
    if (entry.kind === 'broken') return [entry.sentence]
    if (entry.kind !== 'answer' || (entry.status !== 500 && !unexpected.has(String(entry.body.code)))) return []
    return [`${entry.act}: ${entry.path} answered ${entry.status} ${entry.body.code}`]
  })
  const { messages = [] } = await shop.rows()
  for (const { status, reason } of messages) {
    if (status === 'unconfirmed' && !isDisturbed) broken.push(`a message is unconfirmed (${reason}) without a cause`)
  }
  const answered = shop.entries.some((entry) => entry.kind === 'answer' && entry.body.code === 'unconfirmed')
  if (answered && !isDisturbed) broken.push('an answer is unconfirmed without a cause')
  return broken
}
