import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

import { createSandbox, type FaultKind, type Faults, type PlatformName, type Sandbox } from '../../src/sandbox/index.ts'
import { ask } from './ask.ts'
import type { ShopperCart } from './carts.ts'
import type { Chance } from './chance.ts'

/** One call of an instance, as the platform saw it. Times are of `performance.now()`. */
export interface UpstreamCall {
  instance: string
  platform: PlatformName
  method: string
  path: string
  body: string
  startedAt: number
  /** When the connection was done with it; undefined while it is under way. */
  endedAt?: number
  fault?: FaultKind
  /** Absent where the call never reached the platform. */
  status?: number
  write: boolean
}

/** Platforms that the instances call. */
export type UsedPlatform = 'bigcommerce' | 'vesuviopay' | 'buzzbip'

/** The sandbox on real ports. Each instance has ports of its own, so that each call is known to be its. */
export interface Platforms {
  sandbox: Sandbox
  /** Where an instance reaches each platform. */
  addressesFor(instance: string): Promise<Record<UsedPlatform, string>>
  /** Calls about one shopper's carts, oldest first. */
  callsAbout(cart: ShopperCart): UpstreamCall[]
  /** Reports of carts to Buzzbip, oldest first. */
  reports: UpstreamCall[]
  /** Webhooks that were answered with 2xx, oldest first. */
  acknowledged: { scope: string; cartId: string; at: number }[]
  /** How many calls were misled, by kind. */
  faultCounts: Map<FaultKind, number>
  callCount(): number
  setFaultShare(share: number): void
  close(): void
}

/** What may befall a call, all of them equally often. `huge` is left out: it tests the network of the machine. */
const kinds: readonly FaultKind[] = [
  'slow',
  'hang',
  'reset',
  '429',
  '500',
  '502',
  '503',
  '504',
  'not-json',
  'login-page',
  'truncated',
  'missing-field',
  'lost-answer',
]
const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/i

export function startPlatforms(chance: Chance): Platforms {
  const current = new AsyncLocalStorage<UpstreamCall>()
  const calls = new Map<string, UpstreamCall[]>()
  const reports: UpstreamCall[] = []
  const acknowledged: Platforms['acknowledged'] = []
  const faultCounts = new Map<FaultKind, number>()
  const servers: Server[] = []
  let faultShare = 0
  let callCount = 0

  const faults: Faults = {
    set() {},
    clear() {},
    list: () => [],
    consume(platform) {
      const call = current.getStore()
      if (!call || !chance.happens(faultShare)) return undefined
      const fault = chance.pick(platform === 'buzzbip' ? [...kinds, 'error-200' as const] : kinds)
      call.fault = fault
      faultCounts.set(fault, (faultCounts.get(fault) ?? 0) + 1)
      // A refusal for being busy closes the platform for all shoppers of an instance, so it asks for a short wait.
      return { platform, fault, delayMs: fault === '429' ? 300 : chance.between(200, 3000) }
    },
  }
  const sandbox = createSandbox({ faults, recoveryPageUrls: { 1: 'http://127.0.0.1:5999/cart' }, deliver })
  sandbox.calls.onCall(({ call: { status, write } }) => {
    const call = current.getStore()
    if (call) Object.assign(call, { status, write })
    sandbox.calls.clear()
  })
  /** Takes a webhook to its receiver on a connection of its own. */
  async function deliver(request: Request): Promise<Response> {
    const body = await request.text()
    const answer = await ask({ url: request.url, headers: Object.fromEntries(request.headers), body })
    if (answer === 'lost') throw new TypeError('fetch failed')
    const { scope, data } = JSON.parse(body)
    if (answer.status < 300) acknowledged.push({ scope, cartId: data.id, at: performance.now() })
    return new Response(null, { status: answer.status })
  }

  // A load test is no test of quotas.
  for (const name of ['bigcommerce', 'vesuviopay', 'buzzbip'] as const) {
    sandbox.world.accounts[name].quota = { requests: 1e9, windowMs: 60_000 }
  }
  for (const product of sandbox.world.products) {
    product.stock = 1e6
    for (const variant of product.variants) variant.stock = 1e6
  }

  function keep(call: UpstreamCall, shopperToken: string | undefined): void {
    callCount += 1
    if (call.platform === 'buzzbip') {
      if (call.path.includes('/cart')) reports.push(call)
      return
    }
    // VesuvioPay's calls name a shopper by their token alone.
    const about = call.platform === 'vesuviopay' ? shopperToken : uuid.exec(call.path)?.[0].toLowerCase()
    if (about === undefined) return
    const known = calls.get(about)
    if (known) known.push(call)
    else calls.set(about, [call])
  }

  async function serve(instance: string, platform: UsedPlatform): Promise<string> {
    const { fetch } = sandbox.platforms[platform]
    const server = createServer(
      getRequestListener(async (request, env) => {
        const startedAt = performance.now()
        const { method, url, headers, signal } = request
        const { pathname, search } = new URL(url)
        const body = await request.text()
        const call: UpstreamCall = {
          instance,
          platform,
          method,
          path: pathname + search,
          body,
          startedAt,
          write: false,
        }
        keep(call, headers.get('authorization')?.replace('Bearer ', ''))
        ;(env as { outgoing: ServerResponse }).outgoing.on('close', () => {
          call.endedAt = performance.now()
        })
        const whole = new Request(url, { method, headers, signal, ...(body !== '' && { body }) })
        return current.run(call, () => fetch(whole, env))
      }),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  return {
    sandbox,
    addressesFor: async (instance) => ({
      bigcommerce: await serve(instance, 'bigcommerce'),
      vesuviopay: await serve(instance, 'vesuviopay'),
      buzzbip: await serve(instance, 'buzzbip'),
    }),
    callsAbout: ({ world, shopperToken }) =>
      [...(calls.get(world.id) ?? []), ...(calls.get(shopperToken) ?? [])].sort(
        (one, other) => one.startedAt - other.startedAt,
      ),
    reports,
    acknowledged,
    faultCounts,
    callCount: () => callCount,
    setFaultShare(share) {
      faultShare = share
    },
    close() {
      for (const server of servers) {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}
