import { join, resolve } from 'node:path'

import { ownMemory } from '../../src/cli/memory/own-memory.ts'
import { builtCommand } from '../setup/build.ts'
import { type ServerOptions, type ServerProcess, startServers } from '../setup/server-process.ts'

const file = (name: string) => join(import.meta.dirname, name)
const ownCheckout = join(import.meta.dirname, '../..')

/** What a row's servers are started with. */
export interface Stage {
  /** The canned upstream. */
  upstream: string
  lines: number
  /** For logs and ledgers; removed afterwards. */
  folder: string
  /** An empty database of PostgreSQL. Absent where there is no server. */
  postgres?: string | undefined
}

/** One row of the table: a server, in one or more processes. */
export interface Row {
  name: string
  instances: number
  /** The path that the load is sent to. */
  path: string
  servers(stage: Stage): ServerOptions[]
}

/** The proxy as `cart-recovery serve` runs it, of this checkout or another. */
export const proxyRow = (database: 'SQLite' | 'PostgreSQL', instances: number, checkout = ownCheckout): Row => ({
  name: `${checkout === ownCheckout ? 'cart-recovery serve' : 'the other checkout'}, ${database}`,
  instances,
  path: '/cart-recovery/recover',
  servers: ({ upstream, lines, folder, postgres = '' }) =>
    Array.from({ length: instances }, () => ({
      file: builtCommand(checkout),
      args: ['serve', '--config', join(checkout, 'bench/proxy/cart-recovery.config.mjs'), '--port', 'PORT'],
      // As it sizes itself, which it does not do with a channel to its parent.
      nodeArgs: ownMemory.flags,
      env: {
        ...ownMemory.env,
        BENCH_UPSTREAM: upstream,
        BENCH_STORE: `lines${lines}`,
        ...(database === 'SQLite'
          ? { CART_RECOVERY_LEDGER: join(folder, `ledger-${checkout === ownCheckout}-${lines}-${instances}.db`) }
          : { CART_RECOVERY_DATABASE: postgres }),
      },
      folder,
      healthPath: '/cart-recovery/healthz',
    })),
})

const handlerRow = (name: string, source: string): Row => ({
  name,
  instances: 1,
  path: '/recover',
  servers: ({ upstream, lines, folder }) => [
    { file: file(source), args: ['PORT'], env: { BENCH_PLATFORM: `${upstream}/stores/lines${lines}/v3/` }, folder },
  ],
})

/** What everything else is compared with: what a developer writes who knows Hono and `fetch`. */
export const plainHandler = handlerRow('plain handler', 'plain-handler.ts')
/** What the same handler comes to without framework and `fetch`. */
export const leanHandler = handlerRow('lean handler', 'lean-handler.ts')

const forwarding: Row = {
  name: 'forwarding',
  instances: 1,
  path: '/recover',
  servers: ({ upstream, lines, folder }) => [
    { file: file('forwarding.ts'), args: ['PORT'], env: { BENCH_TARGET: `${upstream}/answer/${lines}` }, folder },
  ],
}

/** The rows in the order of the table. `against` is the folder of another checkout, to measure its proxy beside ours. */
export function rowsOf({ hasPostgres, against }: { hasPostgres: boolean; against?: string | undefined }): Row[] {
  const other = against === undefined ? [] : [proxyRow('SQLite', 1, resolve(against))]
  const postgres = hasPostgres ? [proxyRow('PostgreSQL', 1), proxyRow('PostgreSQL', 2)] : []
  return [forwarding, leanHandler, plainHandler, ...other, proxyRow('SQLite', 1), proxyRow('SQLite', 2), ...postgres]
}

/** Starts the upstream that every row calls. */
export async function startUpstream(folder: string): Promise<ServerProcess> {
  const [server] = await startServers([{ file: file('upstream.ts'), args: ['PORT'], folder }])
  if (!server) throw new Error('the upstream did not start')
  return server
}
