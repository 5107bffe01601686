import assert from 'node:assert/strict'

import { RecoverAnswer } from '../../src/contract/index.ts'
import type { Opened } from './shop.ts'
import { toName, type Variation } from './variations.ts'

/** What became of a cart with one odd field. */
export type Outcome = 'shown' | 'refused by name' | 'otherwise answered'

/**
 * All that a cart may be refused for: its id, channel, customer or currency; a line's id, quantity or price; or that it costs
 * something and no line is left.
 */
export const refusable =
  /^(the body|data|data\.(id|channel_id|customer_id|currency|currency\.code|line_items)|data\.line_items\.\w+\.\d+(\.(id|quantity|list_price|sale_price|amount))?)$/

/** What must be refused where it cannot be read: guessing it would show another cart. */
const needed = /^data\.(id|channel_id|currency\.code|line_items\.(physical|digital|custom)_items\.\d+\.(id|quantity))$/

const listOrLine = /^data\.line_items(\.\w+(\.\d+)?)?$/

/** Throws where a cart was refused for another field, not by name, or where an odd field spoiled anything beside it. */
export function checkCart(original: Opened, opened: Opened, { path, change }: Variation): Outcome {
  const name = toName(path)
  const { status, body, log } = opened
  assert.notEqual(status, 500, causes(opened))
  if (status === 503) {
    const [, named = ''] = /: (the body|[\w.]+) is not as documented/.exec(causes(opened)) ?? []
    assert.match(named, refusable, `refused, and not for a field that a cart needs: ${causes(opened)}`)
    assert.ok(isWithin(name, named), `refused for ${named}`)
    return 'refused by name'
  }
  if (needed.test(name) && ['missing', 'null', 'empty list', 'empty object'].includes(change)) {
    assert.fail(`answered ${status}, although it cannot be known`)
  }
  if (status !== 200) {
    const isAllowed =
      (status === original.status && body.code === original.body.code) ||
      (body.code === 'cart-gone' && (/^(data)?$/.test(name) || listOrLine.test(name))) ||
      (body.code === 'wrong-store' && name === 'data.channel_id') ||
      (body.code === 'account-cart' && name === 'data.customer_id')
    assert.ok(isAllowed, `answered ${status} ${body.code} ${JSON.stringify(log)}`)
    return 'otherwise answered'
  }
  compareLines(original, opened, path)
  return 'shown'
}

/** Throws where odd stock keeps a cart from being shown, or takes a line away that nothing says is gone. */
export function checkStock(original: Opened, opened: Opened, { path }: Variation): void {
  assert.equal(opened.status, 200, causes(opened))
  compareLines(original, opened, [])
  const [before, now] = [original, opened].map(({ body }) => body.cart?.lineItems[0]?.availability.status)
  if (before === now || now === 'unknown' || now === 'available') return
  const decides =
    /(^|\.)(id|data|\d+|variants|availability|purchasing_disabled|inventory_\w+|order_quantity_\w+|locations|available_to_sell|location_enabled|settings|is_in_stock)$/
  assert.match(toName(path), decides, `was ${before}, is ${now}`)
}

/** Every line but the odd one is shown as before, with all its pieces and at its price. */
function compareLines(original: Opened, { body }: Opened, path: Variation['path']) {
  const { cart } = RecoverAnswer.parse(body)
  const before = original.body.cart?.lineItems ?? []
  const now = cart?.lineItems ?? []
  for (const { name, quantity, price } of now) {
    assert.ok(name.trim().length > 0, 'a line is shown without a name')
    assert.ok(Number.isSafeInteger(quantity) && quantity > 0, `${quantity} pieces are shown`)
    assert.ok(Number.isSafeInteger(price.amount) && price.amount >= 0, `a price of ${price.amount} is shown`)
  }
  if (original.status !== 200 || listOrLine.test(toName(path)) || path.length < 2) return
  assert.equal(now.length, before.length, 'a line was lost')
  const isOfALine = path[1] === 'line_items'
  const field = path.at(-1)
  const differing = now.filter((line, index) => {
    const { quantity, price } = before[index] ?? {}
    return line.quantity !== quantity || line.price.amount !== price?.amount
  })
  if (differing.length === 0) return
  assert.ok(isOfALine && /^(quantity|list_price|sale_price|amount)$/.test(String(field)), 'another line changed')
  assert.equal(differing.length, 1, 'more than one line changed')
}

const isWithin = (name: string, named: string) =>
  named === 'the body' || name === named || named.startsWith(name) || name.startsWith(`${named}.`)

const causes = ({ log }: Opened) => log.map(({ cause }) => cause).join(' | ')
