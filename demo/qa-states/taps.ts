import type { World } from '../../src/sandbox/index.ts'
import { lifecycleOf, priceOf, type QaGroup, type Switch, stockOf } from './state.ts'

/** BigCommerce refuses every removal after so many. */
const refuseWrites = (after: number): Switch => ({
  method: 'PUT',
  path: '/faults',
  body: { platform: 'bigcommerce', fault: '429', method: 'DELETE', after, delayMs: 20_000 },
})

/** Two removals, of which BigCommerce takes the first. */
const removeTwoAndRefuseOne = (tap: string) => [
  { wait: 'ready' as const },
  { tap: 'remove-button' },
  { tap: 'remove-button', index: 1 },
  refuseWrites(1),
  { tap },
]

/** Another shopper takes the last piece of what these values make. */
function soldOutIn(world: World, slug: string, values: string[]): Switch {
  const product = world.products.find((candidate) => candidate.slug === slug)
  const variant = product?.variants.find((one) => one.values.every(({ label }) => values.includes(label)))
  const variants = [{ productId: String(product?.id), variantId: String(variant?.id), stock: 0 }]
  return { method: 'PATCH', path: '/world', body: { variants } }
}

export const editing: QaGroup = {
  title: 'Choosing',
  states: [
    {
      name: 'substituted',
      title: 'Another size instead',
      description: 'One tap put a size that is in stock in the place of the one that is not. Nothing was written yet.',
      status: 'ready',
      cart: 'one-sold-out',
      steps: () => [{ wait: 'ready' }, { tap: 'substitute-button' }],
    },
    {
      name: 'removed-line',
      title: 'One line removed',
      description: 'The row stays where it was and can be put back. The platform has not been asked to do anything.',
      status: 'ready',
      steps: () => [{ wait: 'ready' }, { tap: 'remove-button' }],
    },
    {
      name: 'all-removed',
      title: 'Everything removed',
      description: 'Removing the last line deletes nothing unasked.',
      status: 'ready',
      cart: 'all-available',
      steps: () => [{ wait: 'ready' }, { tap: 'remove-button', every: true }],
    },
    {
      name: 'restoring',
      title: 'Saving',
      description: '“Keep shopping” was tapped, and the answer has not come yet.',
      status: 'restoring',
      network: { path: '/restore', does: 'hold' },
      steps: () => [{ wait: 'ready' }, { tap: 'remove-button' }, { tap: 'restore-button' }],
    },
    {
      name: 'restored',
      title: 'Saved',
      description: 'The lines were written as chosen. “Undo” takes it back for ten minutes.',
      status: 'restored',
      steps: () => [{ wait: 'ready' }, { tap: 'remove-button' }, { tap: 'restore-button' }],
    },
    {
      name: 'adopting',
      title: 'Handing over to the shop',
      description: 'Saved, and the shop has not said yet that it has the cart. Nothing promises that it waits there.',
      status: 'restoring',
      adopts: true,
      network: { path: '/adopt', does: 'hold' },
      steps: () => [{ wait: 'ready' }, { tap: 'restore-button' }],
    },
    {
      name: 'not-adopted',
      title: 'Saved, but not in the shop',
      description: 'The shop could not make the cart its own. “Try again” asks once more; the checkout is still here.',
      status: 'restored',
      adopts: true,
      network: { path: '/adopt', does: 'drop' },
      steps: () => [{ wait: 'ready' }, { tap: 'remove-button' }, { tap: 'restore-button' }],
    },
    {
      name: 'restored-short',
      title: 'Saved, one ran short',
      description: 'Stock fell between the page and the tap. What was chosen is saved, and the short line is marked.',
      status: 'restored',
      cart: 'all-available',
      steps: ({ cart }) => [
        { wait: 'ready' },
        { tap: 'remove-button' },
        stockOf(cart, 1, 1),
        { tap: 'restore-button' },
      ],
    },
    {
      name: 'saved-in-part',
      title: 'Saved in part',
      description:
        'The platform had enough of us after the first of two changes. Both are said, and the first is undoable.',
      status: 'failed',
      problem: 'busy',
      text: 'Only part of it is saved',
      cart: 'all-available',
      steps: () => removeTwoAndRefuseOne('restore-button'),
    },
    {
      name: 'undone',
      title: 'Taken back',
      description: 'Saved, then undone: the cart holds what it held before.',
      status: 'ready',
      steps: () => [
        { wait: 'ready' },
        { tap: 'remove-button' },
        { tap: 'restore-button' },
        { wait: 'restored' },
        { tap: 'undo-button' },
      ],
    },
  ],
}

export const finishing: QaGroup = {
  title: 'Checking out',
  states: [
    {
      name: 'finishing',
      title: 'On the way',
      description: 'The checkout was tapped, and its address has not come yet.',
      status: 'finishing',
      network: { path: '/checkout', does: 'hold' },
      steps: () => [{ wait: 'ready' }, { tap: 'checkout-button' }],
    },
    {
      name: 'stock-moved',
      title: 'Stock moved',
      description: 'Another shopper was faster between the page and the tap. Nothing was written, nothing charged.',
      status: 'ready',
      problem: 'stock-moved',
      cart: 'all-available',
      steps: ({ cart }) => [{ wait: 'ready' }, stockOf(cart, 0, 1), { tap: 'checkout-button' }],
    },
    {
      name: 'substitute-moved',
      title: 'The other size went, too',
      description:
        'The size that was chosen instead sold out before the tap. The line is as it was, with what is left to choose.',
      status: 'ready',
      problem: 'stock-moved',
      cart: 'one-sold-out',
      steps: ({ world }) => [
        { wait: 'ready' },
        { tap: 'substitute-button' },
        soldOutIn(world, 'merino-jumper', ['S', 'Forest']),
        { tap: 'checkout-button' },
      ],
    },
    {
      name: 'sold-out-meanwhile',
      title: 'Sold out meanwhile',
      description: 'The last one of a line went between the page and the tap.',
      status: 'ready',
      problem: 'stock-moved',
      cart: 'all-available',
      steps: ({ cart }) => [{ wait: 'ready' }, stockOf(cart, 1, 0), { tap: 'checkout-button' }],
    },
    {
      name: 'price-moved',
      title: 'Price moved',
      description: 'A price went up between the page and the tap. It is said before it is paid.',
      status: 'ready',
      problem: 'stock-moved',
      cart: 'all-available',
      steps: ({ cart }) => [{ wait: 'ready' }, priceOf(cart, 0, 21), { tap: 'checkout-button' }],
    },
    {
      name: 'moved-in-other-tab',
      title: 'Moved, and seen in another tab',
      description:
        'A duplicated tab has shown the new price, and this one has not. What counts is what is on this page.',
      status: 'ready',
      problem: 'stock-moved',
      text: 'Your cart changed just now',
      cart: 'all-available',
      steps: ({ cart }) => [
        { wait: 'ready' },
        priceOf(cart, 0, 21),
        { otherTab: '/availability' },
        { tap: 'checkout-button' },
      ],
    },
    {
      name: 'checkout-in-part',
      title: 'Broken off at the checkout',
      description:
        'One of two changes was written when the platform had enough of us. Nobody is led to a checkout with half of it.',
      status: 'failed',
      problem: 'busy',
      text: 'We saved 1 of 2 changes.',
      cart: 'all-available',
      steps: () => removeTwoAndRefuseOne('checkout-button'),
    },
    {
      name: 'ordered-elsewhere',
      title: 'Ordered meanwhile',
      description:
        'The same cart was ordered on another device between the page and the tap, and the platform said so.',
      status: 'failed',
      problem: 'completed',
      cart: 'all-available',
      steps: ({ cart }) => [{ wait: 'ready' }, lifecycleOf(cart, 'convert'), { tap: 'checkout-button' }],
    },
    {
      name: 'expired-meanwhile',
      title: 'Over meanwhile',
      description:
        'The cart’s thirty days ended between the page and the tap. No message tells us that, so it is found out at the tap.',
      status: 'failed',
      problem: 'cart-gone',
      cart: 'all-available',
      steps: ({ cart }) => [{ wait: 'ready' }, lifecycleOf(cart, 'expire'), { tap: 'checkout-button' }],
    },
    {
      name: 'unconfirmed',
      title: 'Unconfirmed',
      description: 'The platform did the work, and its answer got lost. Not knowing is said.',
      status: 'failed',
      problem: 'unconfirmed',
      fault: { fault: 'lost-answer', method: 'POST', path: '/redirect_urls' },
      cart: 'all-available',
      steps: () => [{ wait: 'ready' }, { tap: 'checkout-button' }],
    },
    {
      name: 'busy-checkout',
      title: 'Busy at the checkout',
      description: 'The platform asks everybody to wait, just when the button is tapped.',
      status: 'failed',
      problem: 'busy',
      cart: 'all-available',
      steps: () => [
        { wait: 'ready' },
        { method: 'PUT', path: '/faults', body: { platform: 'bigcommerce', fault: '429', delayMs: 20_000 } },
        { tap: 'checkout-button' },
      ],
    },
    {
      name: 'line-lost',
      title: 'Line lost at the checkout',
      description: 'The connection went dead under the thumb. Whether the tap arrived is not known, and that is said.',
      status: 'failed',
      problem: 'unconfirmed',
      cart: 'all-available',
      network: { path: '/checkout', does: 'drop' },
      steps: () => [{ wait: 'ready' }, { tap: 'checkout-button' }],
    },
    {
      name: 'link-needed',
      title: 'Too long ago',
      description: 'The tab stayed open for more than a day. The message opens the cart again.',
      status: 'failed',
      problem: 'link-needed',
      cart: 'all-available',
      steps: () => [
        { wait: 'ready' },
        { method: 'PATCH', path: '/world', body: { clockOffsetSeconds: 25 * 60 * 60 } },
        { tap: 'checkout-button' },
      ],
    },
  ],
}
