import type { LedgerDatabase } from '../../src/proxy/stores/sql/database.ts'
import type { ServerProcess } from '../setup/server-process.ts'
import { dueCartIds, messageIdOf } from './seed-rows.ts'
import { cartIdOf, merchantKey, webhookSecret } from './store.ts'

/** Something that happens to a store besides its shoppers. */
export interface Operation {
  name: string
  /** Brings the ledger back to where the operation has something to do. */
  prepare?(database: LedgerDatabase, carts: number): Promise<void>
  /** Resolves to how long it took, in milliseconds. */
  run(server: ServerProcess, turn: number): Promise<number>
}

/** A page or a sum that a merchant looks at. */
const page = (name: string, path: string, isEmpty = false): Operation => ({
  name,
  async run({ origin }) {
    const startedAt = performance.now()
    const headers = { authorization: `Bearer ${merchantKey}` }
    const response = await fetch(`${origin}/cart-recovery/merchant/${path}`, { headers })
    const text = await response.text()
    const ms = performance.now() - startedAt
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`)
    // An answer without figures would be fast for nothing.
    const { carts, reports, funnel } = JSON.parse(text)
    const found = carts?.length ?? reports?.length ?? funnel.sent
    if ((found === 0) !== isEmpty) throw new Error(`${path}: answers ${found}`)
    return ms
  },
})

/** Lets so much time pass, and does what is due then. */
const work = (name: string, advanceMs: number): Operation => ({
  name,
  run: async (server) => (await server.ask<{ ms: number }>({ advanceMs })).ms,
})

const webhook: Operation = {
  name: 'webhook, cart left',
  async run({ origin }, turn) {
    const id = cartIdOf('bigcommerce', 10_000_000 + turn, 'gone')
    const body = JSON.stringify({
      producer: 'stores/lines10',
      hash: `event-${turn}`,
      created_at: Math.floor(Date.now() / 1000),
      scope: 'store/cart/abandoned',
      data: { type: 'cart', id },
    })
    const headers = { 'content-type': 'application/json', [webhookSecret.name]: webhookSecret.value }
    const startedAt = performance.now()
    const response = await fetch(`${origin}/cart-recovery/webhooks/bigcommerce`, { method: 'POST', headers, body })
    if (response.status !== 204) throw new Error(`webhook: ${response.status} ${await response.text()}`)
    return performance.now() - startedAt
  },
}

/** Reports that are due, about carts that turn out to be gone: each is read, asked about, and cancelled. */
const dueWork: Operation = {
  ...work('work, 20 reports due', 0),
  async prepare({ db, batch }, carts) {
    const ids = await dueCartIds(carts)
    const now = Date.now()
    await batch([
      db.updateTable('carts').set({ status: 'abandoned', closed_at: null }).where('id', 'in', ids),
      db
        .updateTable('messages')
        .set({ status: 'pending', is_sending: 0, reason: null, attempts: 0, due_at: now - 1 })
        .where('id', 'in', ids.map(messageIdOf)),
    ])
  },
}

const minuteMs = 60_000

export const operations: readonly Operation[] = [
  page('carts', 'carts?limit=100'),
  ...['abandoned', 'opened', 'checked-out', 'recovered', 'closed'].map((status) =>
    page(`carts, ${status}`, `carts?limit=100&status=${status}`),
  ),
  page('carts, one platform', 'carts?limit=100&platform=tjar'),
  page('carts, platform and status', 'carts?limit=100&platform=tjar&status=recovered'),
  page('carts, no match', 'carts?limit=100&platform=vesuviopay', true),
  page('reports', 'reports?limit=100'),
  page('reports, failed', 'reports?limit=100&status=failed'),
  page('summary, 30 days', 'summary?days=30'),
  page('summary, 90 days', 'summary?days=90'),
  webhook,
  work('work, nothing due', 0),
  dueWork,
  work('work, Tjar listed', 11 * minuteMs),
]
