import { join } from 'node:path'

import { startUpstream } from '../proxy/rows.ts'
import { median, percentile } from '../setup/figures.ts'
import { openStore } from '../setup/open-store.ts'
import { scratchFolder } from '../setup/scratch.ts'
import { type ServerProcess, startServer } from '../setup/server-process.ts'
import { type Operation, operations } from './operations.ts'
import { seedLedger } from './seed-ledger.ts'
import { startShoppers } from './shoppers-beside.ts'

/** One operation on a ledger of this size, while shoppers are served. */
export interface CartsFigure {
  database: 'SQLite' | 'PostgreSQL'
  carts: number
  operation: string
  /** The median of several. Null where nothing was done beside the shoppers. */
  ms: number | null
  /** The longest time that the event loop was held during any of them. */
  holdMs: number
  /** Of the shoppers beside it. */
  shopperP99Ms: number
}

export interface CartsOptions {
  carts: readonly number[]
  turns: number
  createDatabase?: (() => Promise<string>) | undefined
  say: (line: string) => void
}

const shoppers = 4
const aloneMs = 2000
const warmTurns = 3

/** Measures every operation at every size, on each database there is. */
export async function measureCarts(options: CartsOptions): Promise<CartsFigure[]> {
  const figures: CartsFigure[] = []
  for (const carts of options.carts) {
    const folder = scratchFolder('growth')
    figures.push(...(await measureLedger('SQLite', join(folder, 'ledger.db'), carts, options)))
    if (!options.createDatabase) continue
    figures.push(...(await measureLedger('PostgreSQL', await options.createDatabase(), carts, options)))
  }
  return figures
}

async function measureLedger(
  database: CartsFigure['database'],
  address: string,
  carts: number,
  { turns, say }: CartsOptions,
): Promise<CartsFigure[]> {
  say(`${carts} carts, ${database}`)
  const folder = scratchFolder('growth')
  const stateStore = openStore(address)
  const { database: ledger } = stateStore
  if (!ledger) throw new Error('this store has no ledger')
  await seedLedger(ledger, carts)
  const upstream = await startUpstream(folder)
  try {
    const env = { BENCH_UPSTREAM: upstream.origin, BENCH_DATABASE: address }
    const file = join(import.meta.dirname, 'ledger-server.ts')
    const healthPath = '/cart-recovery/healthz'
    const server = await startServer({ file, args: ['PORT'], env, folder, healthPath })
    try {
      // What is done once for a grown ledger, such as counting its days, is not measured; everything is compiled after it.
      for (let turn = 0; turn < warmTurns; turn++) {
        for (const operation of operations) {
          await operation.prepare?.(ledger, carts)
          await operation.run(server, -1 - turn)
        }
      }
      const measured: CartsFigure[] = []
      for (const operation of [shoppersAlone, ...operations]) {
        measured.push({
          database,
          carts,
          operation: operation.name,
          ...(await measure(server, operation, turns, () => operation.prepare?.(ledger, carts))),
        })
      }
      return measured
    } finally {
      await server.stop()
    }
  } finally {
    await upstream.stop()
    await stateStore.close()
  }
}

/** What the event loop is held by without anything else. */
const shoppersAlone: Operation = {
  name: 'shoppers alone',
  async run() {
    await new Promise((resolve) => setTimeout(resolve, aloneMs))
    return Number.NaN
  },
}

async function measure(
  server: ServerProcess,
  operation: Operation,
  turns: number,
  prepare: () => Promise<void> | undefined,
) {
  const beside = startShoppers(server.origin, shoppers)
  await server.ask('hold')
  const times: number[] = []
  for (let turn = 0; turn < (operation === shoppersAlone ? 1 : turns); turn++) {
    await prepare()
    times.push(await operation.run(server, turn))
  }
  const { holdMs } = await server.ask<{ holdMs: number }>('hold')
  const answers = await beside.stop()
  return { ms: operation === shoppersAlone ? null : median(times), holdMs, shopperP99Ms: percentile(answers, 0.99) }
}
