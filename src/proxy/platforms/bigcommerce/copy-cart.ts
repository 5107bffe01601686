import type { CheckoutLink, PlatformCart, PlatformLine, Upstream } from '../../adapter/index.ts'
import { UpstreamError } from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { isOwn } from './lines/added-line.ts'
import type { Similarity } from './lines/line-options.ts'
import { compareLines, formsOf, type ItemForm, type LineSpec, toAddBody } from './lines/line-spec.ts'
import { toPlatformCart } from './to-platform.ts'
import { WireAnything, WireNewCart, WireTypedAddress } from './wire.ts'

/** A cart that was made through the API. */
export interface CopiedCart extends Omit<CheckoutLink, 'checkoutUrl'> {
  checkoutUrl: string | undefined
}

/** How well a copy matches its cart. */
type CopySimilarity = Exclude<Similarity, 'unknown'>

/**
 * Makes a cart anew: its lines with their options, customer, e-mail address and coupons. The answer names what the copy
 * lacks. Each form of the options is sent once: a second cart is harmless, but a shopper with two abandoned carts gets
 * two messages.
 */
export async function copyCart(
  upstream: Upstream,
  api: CartApi,
  cartId: string,
  signal: AbortSignal,
): Promise<CopiedCart> {
  const [original, address] = await Promise.all([api.readWire(cartId, signal), readAddress()])
  // Parts of a set come with it, and a promotion adds its gifts itself.
  const lines = toPlatformCart(original).lines.filter(isOwn)
  const { id, similarity, checkoutUrl } = await createMostSimilar()
  if (address) await sendDetail(id, 'billing-address', address)
  const codes = original.coupons.flatMap(({ code }) => code ?? [])
  const lost = codes.length > 0 ? await applyCoupons(id, codes) : []
  return {
    cartId: id,
    checkoutUrl,
    ...(similarity === 'different' && { linesChanged: true }),
    ...(lost.length > 0 && { lost: { coupons: lost } }),
  }

  /** The copy that is most like the original. The variant alone takes options out: only where nothing else is taken. */
  async function createMostSimilar() {
    let best: { id: string; similarity: CopySimilarity; checkoutUrl: string | undefined } | undefined
    let refusal: unknown
    const forms = formsOf(lines.map(({ spec }) => spec as LineSpec))
    for (const form of forms.includes('variant') ? forms : [...forms, 'variant' as const]) {
      if (best && form === 'variant') break
      const made = await create(form).catch((error: unknown) => {
        if (!isRefusal(error)) throw error
        refusal = error
      })
      if (!made) continue
      const held = await api.readWire(made.id, signal).catch(async (error: unknown) => {
        await api.discard(made.id, signal).catch(ignoreFailure)
        if (!best) throw error
      })
      if (!held) break
      const similarity = compareCarts(lines, toPlatformCart(held))
      const copy = { id: made.id, similarity, checkoutUrl: made.redirect_urls?.checkout_url }
      const isBetter = !best || order.indexOf(similarity) < order.indexOf(best.similarity)
      const worse = isBetter ? best : copy
      if (worse) await api.discard(worse.id, signal).catch(ignoreFailure)
      if (isBetter) best = copy
      if (similarity === 'same') break
    }
    if (!best) throw refusal
    return best
  }

  async function create(form: ItemForm) {
    const { customer_id, channel_id, currency } = original
    const { data } = await upstream.write({
      method: 'POST',
      path: 'carts?include=redirect_urls',
      route: '/carts',
      body: {
        ...(customer_id && { customer_id }),
        ...toAddBody(
          lines.map(({ spec, quantity }) => ({ spec: spec as LineSpec, quantity })),
          form,
        ),
        channel_id: Number(channel_id),
        currency: { code: currency.code.toUpperCase() },
      },
      answer: WireNewCart,
      signal,
    })
    return data
  }

  /** The billing address that the shopper typed at the checkout. Undefined where it is incomplete or cannot be read. */
  async function readAddress() {
    const path = `checkouts/${encodeURIComponent(cartId)}`
    const call = { path, route: '/checkouts/{id}', answer: WireTypedAddress, signal }
    const { data } = await upstream.read(call).catch(() => ({ data: { billing_address: undefined } }))
    const address = data.billing_address
    return address?.email && address.country_code ? address : undefined
  }

  /** Applies the codes, and returns those that the copy does not have: whether a cart takes several is a setting of the shop. */
  async function applyCoupons(copyId: string, codes: readonly string[]): Promise<string[]> {
    const refused: string[] = []
    for (const code of codes) if (!(await sendDetail(copyId, 'coupons', { coupon_code: code }))) refused.push(code)
    const copy = await api.readWire(copyId, signal).catch(ignoreFailure)
    if (!copy) return refused
    const applied = copy.coupons.map(({ code }) => code?.toLowerCase())
    return codes.filter((code) => !applied.includes(code.toLowerCase()))
  }

  /** Sends a detail to the copy's checkout, and returns whether it was taken. A failure never costs the shopper the link. */
  async function sendDetail(copyId: string, what: 'coupons' | 'billing-address', body: object): Promise<boolean> {
    const call = { method: 'POST', path: `checkouts/${encodeURIComponent(copyId)}/${what}`, body, signal } as const
    const route = `/checkouts/{id}/${what}`
    return upstream.write({ ...call, route, answer: WireAnything }).then(
      () => true,
      (error: unknown) => ignoreFailure(error) ?? false,
    )
  }
}

const order: readonly CopySimilarity[] = ['same', 'similar', 'different']

const isRefusal = (error: unknown) => error instanceof UpstreamError && (error.status === 400 || error.status === 422)

function ignoreFailure(error: unknown): undefined {
  if (!(error instanceof Error)) throw error
}

/** Whether the copy holds these lines and nothing else. Equal lines may have become one. */
function compareCarts(lines: readonly PlatformLine[], copy: PlatformCart): CopySimilarity {
  const left = copy.lines.filter(isOwn).map(({ spec, quantity }) => ({ spec: spec as LineSpec, quantity }))
  let worst: CopySimilarity = 'same'
  for (const { spec, quantity } of lines) {
    const compared = left
      .filter((line) => line.quantity >= quantity)
      .map((line) => ({ line, is: compareLines(line.spec, spec as LineSpec) }))
    const match = (['same', 'similar', 'unknown'] as const)
      .map((similarity) => compared.find(({ is }) => is === similarity))
      .find((found) => found !== undefined)
    if (!match) return 'different'
    if (match.is === 'similar') worst = 'similar'
    match.line.quantity -= quantity
  }
  return left.every(({ quantity }) => quantity === 0) ? worst : 'different'
}
