import { randomUUID } from 'node:crypto'

import { mintLink } from '../src/proxy/index.ts'
import type { QaState, Step } from './qa-states/index.ts'
import { createStage, type Stage } from './stage.ts'

/** Visits that are kept; the oldest makes room. Each has a world of its own, half a megabyte. */
const kept = 40
const dayMs = 24 * 60 * 60 * 1000

/** One visit of a state: a sandbox and a proxy that nobody else uses. */
export interface QaRun {
  id: string
  state: QaState
  stage: Stage
  cartId: string
  /** Values of `t` in the link. */
  tokens: string[]
  steps: Step[]
}

/** Path below which a visit's proxy, controls and platform are reached. */
export function runPath(id: string): string {
  return `/qa-run/${id}`
}

/** Visits of QA pages, so that no state disturbs another. */
export function createQaRuns(shopUrl: string) {
  const runs = new Map<string, QaRun>()

  async function start(state: QaState): Promise<QaRun> {
    const id = randomUUID().slice(0, 8)
    const place = (channelId: string) => ({
      proxy: `${runPath(id)}/cart-recovery`,
      recovery: `/qa/${state.name}`,
      channelId,
    })
    const stage = createStage({
      shopUrl,
      stores: { bigcommerce: place('1'), vesuviopay: place('3') },
      platforms: {
        bigcommerce: { url: `${shopUrl}${runPath(id)}/bigcommerce` },
        vesuviopay: { url: `${shopUrl}${runPath(id)}/vesuviopay` },
      },
    })
    const { world, readings, faults, calls } = stage.sandbox
    const cart = world.carts.find(({ key }) => key === (state.cart ?? 'hero'))
    if (!cart) throw new Error(`The state ${state.name} wants a cart that is not there: ${state.cart}`)
    const visit = { world, cart }
    state.arrange?.(visit)
    if (state.readings) readings.set(state.readings)
    const tokens = await tokensOf(state, stage, cart)
    if (state.fault) faults.set({ platform: 'bigcommerce', ...state.fault })
    calls.clear()
    const run = { id, state, stage, cartId: cart.id, tokens, steps: state.steps?.(visit) ?? [] }
    runs.set(id, run)
    for (const oldest of runs.keys()) {
      if (runs.size <= kept) break
      runs.delete(oldest)
    }
    return run
  }

  return { start, find: (id: string | undefined) => (id === undefined ? undefined : runs.get(id)) }
}

async function tokensOf(state: QaState, stage: Stage, cart: { id: string; token: string | null }): Promise<string[]> {
  const { link = 'own' } = state
  if (link === 'none') return []
  if (link === 'own') return cart.token ? [cart.token] : []
  if (typeof link === 'object') return link.tokens
  const url = await mintLink(stage.configs[state.store ?? 'bigcommerce'], { cartId: cart.id, lifetimeMs: dayMs })
  if (link === 'sealed-expired') stage.sandbox.world.clockOffsetSeconds += (2 * dayMs) / 1000
  return new URL(url).searchParams.getAll('t')
}
