import type { Answer, InstanceName, ModelShop } from './model-shop.ts'
import { time } from './time.ts'

interface ShownLine {
  id: string
  variantId?: string
  quantity: number
  price: { amount: number }
}

/** What one tab shows. */
export interface Page {
  cartHandle: string
  revision: string
  lines: ShownLine[]
}

export function toPage({ status, body }: Answer, known?: Page): Page {
  if (status !== 200) throw new Error(`no page: ${status} ${JSON.stringify(body)}`)
  const cart = body.cart as { revision: string; lineItems: ShownLine[] }
  return {
    cartHandle: (body.cartHandle as string) ?? known?.cartHandle,
    revision: cart.revision,
    lines: cart.lineItems,
  }
}

export async function openPage(shop: ModelShop, instance: InstanceName, key: string): Promise<Page> {
  return toPage(await shop.ask(instance, '/recover', { token: shop.cart(key).token }))
}

export const otherOf = (instance: InstanceName): InstanceName => (instance === 'i1' ? 'i2' : 'i1')

/**
 * One tap, as the widget asks for it: where the connection breaks, the same once more, at the instance that is left; where the
 * answer is `busy`, again after the time it says.
 */
export async function tap(shop: ModelShop, instance: InstanceName, path: string, body: object): Promise<Answer> {
  const key = shop.nextKey()
  let answer = await shop.ask(instance, path, body, key)
  for (let tries = 0; tries < 4 && (answer.status === 0 || answer.body.code === 'busy'); tries++) {
    const waitMs = Number(answer.body.retryAfterSeconds ?? 0) * 1000
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    answer = await shop.ask(shop.scheduler.isDead(instance) ? otherOf(instance) : instance, path, body, key)
  }
  return answer
}

/** "Keep shopping", with these quantities of the first lines. */
export async function tapRestore(
  shop: ModelShop,
  instance: InstanceName,
  page: Page,
  quantities: readonly number[],
): Promise<void> {
  await tap(shop, instance, '/restore', toBody(page, quantities))
}

/** "Check out". */
export async function tapCheckout(
  shop: ModelShop,
  instance: InstanceName,
  page: Page,
  options: { quantities?: readonly number[]; via?: 'text' } = {},
): Promise<void> {
  const { quantities = [], via } = options
  await tap(shop, instance, '/checkout', { ...toBody(page, quantities), ...(via && { via }) })
}

function toBody({ cartHandle, revision, lines }: Page, quantities: readonly number[]): object {
  return { cartHandle, revision, lineItems: quantities.map((quantity, index) => ({ id: lines[index]?.id, quantity })) }
}

/** Signs the shopper in with a code, and shows the cart again. */
export async function signIn(shop: ModelShop, instance: InstanceName, page: Page, phone: string): Promise<Page> {
  // Codes to one phone are half a minute apart.
  time.now += 31_000
  const sent = await shop.ask(instance, '/sign-in/code', { cartHandle: page.cartHandle, phone })
  if (sent.status !== 202) throw new Error(`no code: ${sent.status} ${JSON.stringify(sent.body)}`)
  const code = shop.sandbox.world.messages.findLast((message) => message.code !== undefined)?.code
  const { status, body } = await shop.ask(instance, '/sign-in', { cartHandle: page.cartHandle, phone, code })
  if (status >= 300) throw new Error(`not signed in: ${status} ${JSON.stringify(body)}`)
  const cartHandle = typeof body.cartHandle === 'string' ? body.cartHandle : page.cartHandle
  return toPage(await shop.ask(instance, '/availability', { cartHandle }), { ...page, cartHandle })
}
