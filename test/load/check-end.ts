import type { MerchantCartsAnswer, MerchantMessage, MerchantMessagesAnswer } from '../../src/contract/index.ts'
import { merchantKey } from '../setup/merchant.ts'
import { ask } from './ask.ts'
import type { ShopperCart } from './carts.ts'
import { type Disturbance, type FindingKind, isCutOff, settleMs, tell } from './findings.ts'
import type { Platforms, UpstreamCall } from './platforms.ts'
import { delay } from './tap.ts'

/** What the end of a run is held against. */
export interface RunEnd {
  url: string
  platforms: Platforms
  carts: readonly ShopperCart[]
  disturbances: readonly Disturbance[]
  found(kind: FindingKind, sentence: string, evidence: string[]): void
}

/** What the ledger said at the end, for the closing lines. */
export interface LedgerEnd {
  reports: Map<string, number>
  recovered: number
}

/** Delivers what waits, lets the outbox work, and holds the ledger against the platforms' logs. */
export async function checkEnd(end: RunEnd): Promise<LedgerEnd> {
  await deliverRest(end.platforms)
  const messages = await readSettledMessages(end.url)
  const recovered = await readAll(
    end.url,
    '/merchant/carts?status=recovered',
    (page: MerchantCartsAnswer) => page.carts,
  )
  checkReports(end, messages)
  checkWebhooks(end, messages.length, recovered.length)
  const reports = new Map<string, number>()
  for (const { status } of messages) reports.set(status, (reports.get(status) ?? 0) + 1)
  return { reports, recovered: recovered.length }
}

/** A platform repeats after one and after three minutes what was not acknowledged. */
async function deliverRest({ sandbox: { world, deliverDue } }: Platforms): Promise<void> {
  await deliverDue()
  for (const seconds of [61, 181]) {
    if (!world.deliveries.some(({ status }) => status === 'pending')) return
    world.clockOffsetSeconds += seconds
    await deliverDue()
  }
}

/** All reports, once none waits for another attempt or is on its way. */
async function readSettledMessages(url: string): Promise<MerchantMessage[]> {
  for (let attempt = 1; ; attempt += 1) {
    const reports = await readAll(url, '/merchant/reports?', (page: MerchantMessagesAnswer) => page.reports)
    if (!reports.some(({ status }) => status === 'pending') || attempt === 30) return reports
    await delay(1000)
  }
}

async function readAll<Page extends { nextPage?: string | undefined }, Row>(
  url: string,
  path: string,
  rowsOf: (page: Page) => Row[],
): Promise<Row[]> {
  const rows: Row[] = []
  let page: string | undefined
  do {
    const query = `&limit=100${page === undefined ? '' : `&page=${encodeURIComponent(page)}`}`
    const headers = { authorization: `Bearer ${merchantKey}` }
    const answer = await ask({ method: 'GET', url: `${url}/cart-recovery${path}${query}`, headers })
    if (answer === 'lost' || answer.status !== 200) throw new Error(`${path} answered ${JSON.stringify(answer)}`)
    rows.push(...rowsOf(answer.body as Page))
    page = (answer.body as Page).nextPage
  } while (page !== undefined)
  return rows
}

/** One message per abandonment, none that the ledger calls sent and Buzzbip never saw, none unconfirmed without a reason. */
function checkReports(end: RunEnd, messages: readonly MerchantMessage[]): void {
  const { platforms, disturbances, found } = end
  const byMessage = Map.groupBy(platforms.reports, (call) => fieldOf(call, 'message_id'))
  const taken = ({ status = 0, write }: UpstreamCall) => write && status >= 200 && status < 300
  let neverSeen = 0
  for (const { id, status, reason, attempts, nextAttemptAt, createdAt, updatedAt } of messages) {
    const calls = byMessage.get(id) ?? []
    const evidence = () => [
      `ledger: ${status} ${reason ?? ''}, ${attempts} attempts, created ${createdAt}, updated ${updatedAt}`,
      ...tell([], calls, disturbances),
    ]
    if (calls.filter(taken).length > 1) found('doubled', 'A report was taken twice', evidence())
    if (status === 'sent' && !calls.some(taken))
      found('lost', 'A report is recorded as sent, and was not taken', evidence())
    const isSending = status === 'pending' && nextAttemptAt === undefined
    if (status === 'withheld') found('broken', 'A report was withheld from a shopper who agreed', evidence())
    if (status !== 'unconfirmed' && status !== 'failed' && !isSending) continue
    const last = calls.at(-1)
    if (!last) neverSeen += 1
    else if (last.fault === undefined && !isCutOff(last, disturbances, (last.endedAt ?? 0) + settleMs)) {
      found(
        'unexplained',
        `A report is ${isSending ? 'still being sent' : status} without a fault and without a kill`,
        evidence(),
      )
    }
  }
  // An instance sends one report at a time, so a kill leaves at most one that was claimed and not sent yet.
  if (neverSeen > disturbances.length * 2) {
    found('unexplained', `${neverSeen} reports were claimed and never sent, at ${disturbances.length} kills`, [])
  }
}

function fieldOf({ body }: UpstreamCall, name: string): string {
  const value: unknown = (JSON.parse(body) as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}

/** What was acknowledged is in the ledger; and no message went out once an order was acknowledged. */
function checkWebhooks(end: RunEnd, messageCount: number, recoveredCount: number): void {
  const { platforms, carts, disturbances, found } = end
  const { acknowledged } = platforms
  const of = (scope: string) =>
    new Set(acknowledged.filter((one) => one.scope.endsWith(scope)).map(({ cartId }) => cartId))
  const [abandoned, converted] = [of('abandoned'), of('converted')]
  const ordered = carts.filter(({ orderedAt }) => orderedAt !== undefined).length
  if (converted.size > recoveredCount) {
    found('lost', `${converted.size} orders were acknowledged, the ledger has ${recoveredCount}`, [])
  }
  if (recoveredCount > ordered) found('doubled', `${ordered} carts were ordered, the ledger has ${recoveredCount}`, [])
  // An order that overtook its cart's abandonment leaves nothing to report.
  if (abandoned.size > messageCount + overtaken(acknowledged)) {
    found('lost', `${abandoned.size} abandonments were acknowledged, the ledger has ${messageCount} reports`, [])
  }
  const cartOf = new Map(carts.map((cart) => [cart.phone.slice(3), cart]))
  const byPhone = Map.groupBy(platforms.reports, (call) => fieldOf(call, 'phone_number'))
  for (const [phone, calls] of byPhone) {
    const cart = cartOf.get(phone)
    if (!cart) continue
    const takenCalls = calls.filter(({ write }) => write)
    const evidence = () => tell(cart.taps.slice(-3), calls, disturbances)
    if (takenCalls.length > 1) found('doubled', 'One abandonment reached the shopper twice', evidence())
    const order = acknowledged.find(({ scope, cartId }) => scope.endsWith('converted') && cartId === cart.world.id)
    if (order && takenCalls.some(({ startedAt }) => startedAt > order.at + settleMs)) {
      found('broken', 'A message went out after its cart’s order was acknowledged', evidence())
    }
  }
}

function overtaken(acknowledged: Platforms['acknowledged']): number {
  const ordered = new Set<string>()
  let count = 0
  for (const { scope, cartId } of acknowledged) {
    if (scope.endsWith('converted')) ordered.add(cartId)
    else if (scope.endsWith('abandoned') && ordered.has(cartId)) count += 1
  }
  return count
}
