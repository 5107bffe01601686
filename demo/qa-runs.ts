import { randomUUID } from 'node:crypto'

import { mintLink } from '../src/proxy/index.ts'
import { createSetup, findCart, type QaRun } from './qa-setup.ts'
import { shareCart } from './qa-share.ts'
import type { QaState } from './qa-states/index.ts'
import { createStage, type Stage } from './stage.ts'
import { byPlatform, byStore, storePaths } from './stores.ts'

/** Visits that are kept; the oldest is dropped first. Each has a world of half a megabyte. */
const maxRuns = 40
const dayMs = 24 * 60 * 60 * 1000

/** Path below which a setup's proxy, controls and platform are reached. */
export function runPath(id: string): string {
  return `/qa-run/${id}`
}

/** Visits of QA pages, so that no state disturbs another. */
export function createQaRuns(shopUrl: string) {
  const runs = new Map<string, QaRun>()

  async function start(state: QaState): Promise<QaRun> {
    const id = randomUUID().slice(0, 8)
    const { store = 'bigcommerce' } = state
    const stage = openStage(shopUrl, id, state)
    const { readings, faults, calls, world } = stage.sandbox
    const cart = await findCart(stage, state.cart ?? 'hero')
    const run: QaRun = { id, state, store, stage, cartId: cart.id, platform: cart.platform, tokens: [], steps: [] }
    // Webhooks that are sent while the state is arranged must reach the run's own proxy.
    runs.set(id, run)
    const setup = createSetup(run, cart)
    try {
      if (state.readings) readings.set(state.readings)
      // Before the cart is changed: no link can be made for a cart that is gone.
      const sealed = await sealedTokens(run)
      await state.arrange?.(setup)
      run.tokens = sealed ?? (await linkTokens(run, cart.token))
      if (state.link === 'sealed-expired') world.clockOffsetSeconds += (2 * dayMs) / 1000
      run.steps = (await state.steps?.(setup)) ?? []
    } catch (error) {
      runs.delete(id)
      throw error
    }
    for (const fault of [state.fault ?? []].flat()) faults.set({ platform: cart.platform, ...fault })
    calls.clear()
    for (const runId of runs.keys()) {
      if (runs.size <= maxRuns) break
      runs.delete(runId)
    }
    return run
  }

  return { start, find: (id: string | undefined) => (id === undefined ? undefined : runs.get(id)) }
}

function openStage(shopUrl: string, id: string, state: QaState): Stage {
  const { name, language, inventory, accountCarts, checkoutLinkMinutes, keepsOrderedCart, notify } = state
  return createStage({
    shopUrl,
    stores: byStore((store) => ({
      proxy: `${runPath(id)}/cart-recovery`,
      recovery: `/qa/${name}`,
      channelId: storePaths[store].channelId,
    })),
    platforms: byPlatform((platform) => ({ url: `${shopUrl}${runPath(id)}/${platform}` })),
    ...(language && { language }),
    ...(inventory && { inventory }),
    ...(accountCarts !== undefined && { accountCarts }),
    ...(checkoutLinkMinutes !== undefined && { checkoutLinkMinutes }),
    ...(keepsOrderedCart !== undefined && { keepsOrderedCart }),
    notifies: notify === 'service',
  })
}

/** The token of a sealed link, where the state uses one. */
async function sealedTokens({ state, stage, store, cartId, platform }: QaRun): Promise<string[] | undefined> {
  if (state.link !== 'sealed' && state.link !== 'sealed-expired') return undefined
  return tokensIn(await mintLink(stage.configs[store], { cartId, platform, lifetimeMs: dayMs }))
}

async function linkTokens({ id, state, stage, store, cartId }: QaRun, own: string | null): Promise<string[]> {
  const { link = 'own' } = state
  if (typeof link === 'object') return link.tokens
  if (link === 'message') {
    const sent = stage.sandbox.world.messages.findLast((message) => message.link?.includes(`${runPath(id)}/`))
    if (!sent?.link) throw new Error(`Nobody sent a link to ${cartId} for ${state.name}`)
    return tokensIn(sent.link)
  }
  if (link === 'shared') return tokensIn(await shareCart(stage, store, own))
  return link === 'own' && own ? [own] : []
}

const tokensIn = (link: string) => new URL(link).searchParams.getAll('t')
