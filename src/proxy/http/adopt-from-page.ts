import * as z from 'zod'

import {
  AdoptAnswer,
  AdoptCode,
  type AdoptedCart,
  AdoptRequest,
  type ClaimableCart,
  Problem,
} from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { consoleLog, type Log } from '../log.ts'
import { toProblemResponse } from './problem-response.ts'
import { isJson, readRequest } from './request.ts'

/** `proxy.adopt`, or the same over HTTP. */
export type Adopt = (request: AdoptRequest) => Promise<AdoptAnswer>

export interface AdoptFromPageOptions {
  /** The origins of the shop's own pages, such as `https://shop.example`. A request of any other page is refused. */
  origins: readonly string[]
  /** `proxy.adopt` in the same process, or `adoptOver({ … })`. */
  adopt: Adopt
  /** The cart that the shop has for this browser, if any: its lines come along. */
  presentCartId?: string | undefined
  /** Makes the cart the one that the shop shows, by its own cookie or session. */
  setCart(cart: AdoptedCart): void | Promise<void>
  /** For an engine whose carts are claimed in the shopper's own session. */
  claim?(cart: ClaimableCart): void | Promise<void>
  /** Where failures are told, for the shop's developer. @default the console */
  log?: Log
}

const PageRequest = z.object({ code: AdoptCode })
const limitBytes = 8 * 1024

/**
 * Answers the request of `adopt-url`: the whole of a shop's route but its cookie. Takes JSON from the shop's own pages alone, so
 * that no other page puts a cart into a shopper's shop. Answers 204, or a problem; never rejects.
 *
 * @example
 * export const POST = (request: Request) => adoptFromPage(request, {
 *   origins: ['https://shop.example'],
 *   adopt: proxy.adopt,
 *   presentCartId: readCartCookie(request),
 *   setCart: ({ cartId }) => writeCartCookie(cartId),
 * })
 */
export async function adoptFromPage(
  request: Request,
  { origins, adopt, presentCartId, setCart, claim, log = consoleLog }: AdoptFromPageOptions,
): Promise<Response> {
  try {
    if (request.method !== 'POST') throw new RecoveryError('method-not-allowed')
    if (!origins.includes(request.headers.get('origin') ?? '')) throw new RecoveryError('origin-not-allowed')
    if (!isJson(request.headers)) throw new RecoveryError('unsupported-media-type')
    const { data } = PageRequest.safeParse(parse(await readRequest(request, limitBytes)))
    if (!data) throw new RecoveryError('invalid-request')
    const answer = await adoptBeside({ code: data.code, presentCartId: toCartId(presentCartId) }, adopt)
    if (!('claimCode' in answer)) await setCart(answer)
    else if (claim) await claim(answer)
    else throw new RecoveryError('not-supported', { detail: 'give `claim`' })
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    const response = toProblemResponse(error, { store: '', route: 'adopt-url', log })
    response.headers.set('cache-control', 'no-store')
    return response
  }
}

/** Lines of an account's cart do not go into a guest's: the adopted cart is then the shop's without them, and that one stays. */
function adoptBeside({ code, presentCartId }: AdoptRequest, adopt: Adopt): Promise<AdoptAnswer> {
  if (presentCartId === undefined) return adopt({ code })
  return adopt({ code, presentCartId }).catch((error: unknown) => {
    if (error instanceof RecoveryError && error.code === 'present-cart-refused') return adopt({ code })
    throw error
  })
}

/** Whatever a cookie holds: what can be no id names no cart. */
const toCartId = (text: string | undefined) => AdoptRequest.shape.presentCartId.safeParse(text).data

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface AdoptOverOptions {
  /** The proxy's base, its path included: `https://shop.example/cart-recovery`, or an address of the inner network. */
  proxyUrl: string
  serverKey: string
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch
}

/** `proxy.adopt` for a server that has the proxy elsewhere. It waits ten seconds. Rejects with a `RecoveryError`. */
export function adoptOver({ proxyUrl, serverKey, fetch = globalThis.fetch }: AdoptOverOptions): Adopt {
  return async (request) => {
    const response = await fetch(`${proxyUrl.replace(/\/+$/, '')}/adopt`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${serverKey}` },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    }).catch((cause: unknown) => {
      throw new RecoveryError('upstream-down', { cause, detail: 'the proxy could not be reached' })
    })
    const body: unknown = await response.json().catch(() => undefined)
    const { data } = AdoptAnswer.safeParse(body)
    if (response.ok && data) return data
    const problem = Problem.safeParse(body).data
    // The server's key is wrong, which is no matter of the page's.
    const code = problem && problem.code !== 'unauthorized' ? problem.code : 'upstream-down'
    throw new RecoveryError(code, { detail: problem?.detail, retryAfterSeconds: problem?.retryAfterSeconds })
  }
}
