import { inParallel } from './in-parallel.ts'

const taps = 50

interface Line {
  id: string
  name: string
  quantity: number
  availability: { status: string }
}

interface Tab {
  cartHandle: string
  revision: string
  lines: Line[]
}

/** The outcome of the taps. */
export interface TapReport {
  before: number[]
  after: number[]
  /** Taps that ended at a checkout link. */
  finished: number
  /** Taps that were asked to wait, because the platform's quota was used up. */
  delayed: number
}

/**
 * Opens a link in two independent tabs and taps "Check out" fifty times; each tap is a request of its own with the
 * quantities on the screen. Uses the first link whose cart is wholly available, so that no quantity is lowered.
 */
export async function tapFiftyTimes(links: string[], onProgress: (done: number) => void): Promise<TapReport> {
  const link = await firstAvailable(links)
  const tabs = [await open(link), await open(link)] as const
  const report: TapReport = { before: quantities(tabs[0].lines), after: [], finished: 0, delayed: 0 }
  let done = 0
  await inParallel(taps, 6, async (index) => {
    const { cartHandle, revision, lines } = tabs[index % 2 === 0 ? 0 : 1]
    const lineItems = lines.map(({ id, quantity }) => ({ id, quantity }))
    const response = await post('/checkout', { cartHandle, revision, lineItems }, crypto.randomUUID())
    await response.arrayBuffer()
    if (response.ok) report.finished++
    else report.delayed++
    onProgress(++done)
  })
  report.after = quantities((await openAgain(link)).lines)
  return report
}

async function firstAvailable(links: string[]): Promise<string> {
  for (const link of links.slice(0, 6)) {
    const tab = await open(link).catch(() => undefined)
    if (tab?.lines.length && tab.lines.every(({ availability }) => availability.status === 'available')) return link
  }
  const [first] = links
  if (!first) throw new Error('There is no message to open')
  return first
}

async function open(link: string): Promise<Tab> {
  const response = await post('/recover', { token: new URL(link).searchParams.get('t') ?? '' })
  if (!response.ok) throw new Error(`The proxy answered ${response.status}`)
  const { cartHandle, cart } = await response.json()
  return { cartHandle, revision: cart.revision, lines: cart.lineItems }
}

/** After fifty taps the platform's quota may be used up, and frees itself within half a minute. */
async function openAgain(link: string): Promise<Tab> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const tab = await open(link).catch(() => undefined)
    if (tab) return tab
    await new Promise((resolve) => setTimeout(resolve, 2000))
  }
  return open(link)
}

function post(path: string, body: unknown, idempotencyKey?: string): Promise<Response> {
  return fetch(`/cart-recovery${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }) },
    body: JSON.stringify(body),
  })
}

function quantities(lines: Line[]): number[] {
  return lines.map(({ quantity }) => quantity)
}
