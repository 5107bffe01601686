import type { RecoverAnswer } from '../../src/contract/index.ts'
import { restore, restoreAndUndo, restoreInTwoTabs } from './acts.ts'
import { checkOut, checkOutByText, order } from './check-out.ts'
import { compareWithPlatform } from './compare.ts'
import { refuse } from './page.ts'
import { delay, tap } from './tap.ts'
import type { Page, Visit } from './visit.ts'

/** Opens the link, chooses, puts back, undoes, and often checks out and orders: as a shopper with a bad connection would. */
export async function visit(own: Visit, token: string): Promise<void> {
  const { taps, cart } = own
  const { chance } = taps
  const opened = await tap<RecoverAnswer>(taps, cart, '/recover', { token })
  if (!opened.body?.cart) return refuse(own, 'recover', opened)
  const page: Page = { cartHandle: opened.body.cartHandle, cart: opened.body.cart }
  compareWithPlatform(own, 'the opened link', page.cart)
  for (let step = chance.between(0, 3); step > 0; step -= 1) {
    await delay(chance.between(5, 80))
    const act = chance.pick([restore, restore, restoreAndUndo, restoreInTwoTabs])
    if (!(await act(own, page))) return
  }
  if (chance.happens(0.8) && (await checkOut(own, page)) && chance.happens(0.75)) await order(own)
}

/** The same where lines go into the shopper's own cart: nothing is removed there, and the checkout is by text. */
export async function visitWithOwnCart(own: Visit, token: string): Promise<void> {
  const { taps, cart } = own
  const { chance } = taps
  const opened = await tap<RecoverAnswer>(taps, cart, '/recover', { token })
  if (!opened.body?.cart) return refuse(own, 'recover', opened)
  const page: Page = { cartHandle: opened.body.cartHandle, cart: opened.body.cart, adds: true }
  const body = { cartHandle: page.cartHandle, shopperToken: cart.shopperToken }
  const signedIn = await tap<{ cartHandle: string } | null>(taps, cart, '/sign-in', body)
  if (signedIn.body === undefined) return refuse(own, 'sign-in', signedIn)
  page.cartHandle = signedIn.body?.cartHandle ?? page.cartHandle
  for (let step = chance.between(1, 3); step > 0; step -= 1) {
    await delay(chance.between(5, 80))
    const act = chance.pick([restore, restoreAndUndo, restoreInTwoTabs])
    if (!(await act(own, page))) return
  }
  if (chance.happens(0.6)) await checkOutByText(own, page)
}
