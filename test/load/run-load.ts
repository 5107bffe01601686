import { addCart, type ShopperCart } from './carts.ts'
import { createChance } from './chance.ts'
import { checkEnd } from './check-end.ts'
import { compareWithAllowed } from './compare.ts'
import type { DatabaseKind } from './database.ts'
import { disturb, type Kills } from './disturb.ts'
import { type Disturbance, type Finding, tell } from './findings.ts'
import { type HeapSample, sampleHeap } from './heap-samples.ts'
import { printEnd } from './print-end.ts'
import { type LoadShop, openLoadShop } from './shop.ts'
import { visit, visitWithOwnCart } from './shopper.ts'
import { delay, type Taps } from './tap.ts'

/** How long, on what, and how much disturbed. */
export interface LoadOptions {
  seconds: number
  database: DatabaseKind
  kills: Kills
  /** Whether lines go into the shopper's own cart at VesuvioPay, or stay in the one that was left. */
  hasOwn: boolean
  faultShare: number
  shoppers: number
  seed: number
}

/** Lets shoppers come to two instances that are killed meanwhile, and prints what became of it. True where all is well. */
export async function runLoad(options: LoadOptions): Promise<boolean> {
  const { seconds, database, kills, hasOwn, faultShare, shoppers, seed } = options
  const chance = createChance(seed)
  const shop = await openLoadShop(chance, database, hasOwn)
  if (!shop) return true
  const { platforms, instances, balancer } = shop
  const findings: Finding[] = []
  const carts: ShopperCart[] = []
  const disturbances: Disturbance[] = []
  const samples: HeapSample[] = []
  const taps: Taps = {
    url: balancer.url,
    chance,
    counts: { taps: 0, requests: 0, repeated: 0, hungUp: 0, doubled: 0, unconfirmed: 0 },
    durations: [],
    isDatabaseAway: (from) => disturbances.some(({ instance, endedAt }) => instance === undefined && endedAt >= from),
    found: (kind, sentence, cart) =>
      findings.push({ kind, sentence, evidence: tell(cart.taps, platforms.callsAbout(cart), disturbances) }),
  }
  try {
    // One after the other: the first makes the tables.
    for (const instance of instances) await instance.start()
    platforms.setFaultShare(faultShare)
    const startedAt = performance.now()
    const endsAt = startedAt + seconds * 1000
    const everyMs = seconds <= 120 ? Math.min(15_000, seconds * 300) : 30_000
    await Promise.all([
      ...Array.from({ length: shoppers }, () => comeAndGo(shop, taps, carts, disturbances, endsAt)),
      disturb(shop, disturbances, { kills, everyMs, endsAt, chance }),
      ...(kills === 'steady' ? [sampleHeap(instances[0], endsAt, samples)] : []),
    ])
    platforms.setFaultShare(0)
    for (const cart of carts) if (!cart.isGivenUp && cart.orderedAt === undefined) compareWithAllowed({ cart, taps })
    const ledger = await checkEnd({
      url: balancer.url,
      platforms,
      carts,
      disturbances,
      found: (kind, sentence, evidence) => findings.push({ kind, sentence, evidence }),
    })
    for (const instance of instances) {
      const code = await instance.stop()
      if (code !== 0) findings.push({ kind: 'broken', sentence: `${instance.name} ended with ${code}`, evidence: [] })
    }
    return printEnd({ ...options, shop, carts, disturbances, samples, taps, ledger, findings })
  } finally {
    await shop.close()
  }
}

/** One shopper after the other leaves a cart, comes back by a link, and finishes or leaves again. */
async function comeAndGo(
  shop: LoadShop,
  taps: Taps,
  carts: ShopperCart[],
  disturbances: Disturbance[],
  endsAt: number,
): Promise<void> {
  const { platforms } = shop
  const { sandbox } = platforms
  const { chance } = taps
  while (performance.now() < endsAt) {
    const cart = addCart(sandbox, chance, carts.length, shop.hasOwn)
    carts.push(cart)
    const path = `http://127.0.0.1/sandbox/carts/${cart.world.id}/abandon`
    const isAbandoned = sandbox.controls.fetch(new Request(path, { method: 'POST' }))
    const token = chance.happens(0.5) ? await linkInMessage(shop, cart) : undefined
    const come = shop.hasOwn ? visitWithOwnCart : visit
    await come({ taps, platforms, cart, disturbances }, token ?? cart.world.token ?? '')
    await isAbandoned
    await delay(chance.between(5, 50))
  }
}

/** The token of our own link, where a message brings it within two seconds. */
async function linkInMessage(
  { platforms: { sandbox } }: LoadShop,
  { phone }: ShopperCart,
): Promise<string | undefined> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const message = sandbox.world.messages.findLast(({ to }) => to === phone)
    const link = message?.link
    if (link) return new URL(link).searchParams.get('t') ?? undefined
    await delay(100)
  }
  return undefined
}
