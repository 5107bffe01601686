// A shop's page in React: the widget, or the shop's own rows over the same stores. Rendered on a server, then hydrated.
import { createElement as h, useRef } from 'react'

import { CartRecovery, useCartRecovery } from '../../../src/react/index.ts'

/** What the page's handlers were told, for the test to read. */
export const told: string[] = []

const words = { keepShopping: 'Back to the shop' }

/** The widget, with every kind of prop. */
export function WidgetPage() {
  const frame = useRef<HTMLElementTagNameMap['cart-recovery']>(null)
  return h(
    'main',
    null,
    h(
      CartRecovery,
      {
        ref: frame,
        className: 'recovered',
        endpoint: '/cart-recovery',
        shopUrl: '/shop',
        shopperToken: 'a-secret-of-the-shopper',
        messages: words,
        onRecovered: ({ cart }) => told.push(`recovered ${cart.lineItems.length}, ${frame.current?.status}`),
        onCheckoutRequest: (event) => {
          event.preventDefault()
          told.push(`checkout ${event.lineItems.length}`)
        },
      },
      h('p', null, 'No cart was left here.'),
    ),
  )
}

/** Rows of the shop's own. */
export function OwnPage() {
  const { recovery, lines, summary, store } = useCartRecovery()
  return h(
    'main',
    null,
    h('p', { id: 'status' }, recovery.status),
    ...lines.map(({ lineItem: { id, name }, chosen }) =>
      h('button', { key: id, type: 'button', onClick: () => store.setQuantity(id, 0) }, `${name} × ${chosen}`),
    ),
    h('p', { id: 'items' }, summary?.itemCount),
  )
}
