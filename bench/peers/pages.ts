/** A peer, and the least page that shows its cart. Paths below `/node_modules/` are files of its package. */
export interface PeerPage {
  name: string
  html: string
}

const modules = '/node_modules'
const layer = `${modules}/@commercelayer/drop-in.js/dist/drop-in`
const foxy = `${modules}/@foxy.io/elements/dist/cdn`
const button = `${modules}/@shopify/buy-button-js/dist`

export const peerPages: readonly PeerPage[] = [
  {
    name: '@commercelayer/drop-in.js',
    html: `<link rel="stylesheet" href="${layer}/drop-in.css" /><link rel="stylesheet" href="${layer}/minicart.css" />
      <script>window.commercelayerConfig = { clientId: 'an-id', slug: 'a-shop', scope: 'market:all' }</script>
      <script type="module" src="${layer}/drop-in.esm.js"></script><cl-cart></cl-cart>`,
  },
  {
    name: '@shopify/buy-button-js',
    html: `<link rel="stylesheet" href="${button}/buybutton.css" /><script src="${button}/buybutton.min.js"></script>`,
  },
  { name: '@shopify/hydrogen-react', html: '<script type="module" src="/hydrogen-react/hydrogen-react.js"></script>' },
  {
    name: '@foxy.io/elements',
    html: `<script type="module" src="${foxy}/foxy-cart-form.js"></script><foxy-cart-form></foxy-cart-form>`,
  },
]

/** What a page needs of hydrogen-react for a cart, with React: it is published for a bundler. */
export const hydrogenEntry = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import {
  CartCheckoutButton, CartCost, CartLineProvider, CartLineQuantity, CartLineQuantityAdjustButton,
  CartProvider, Money, ShopifyProvider, useCart,
} from '@shopify/hydrogen-react'
globalThis.page = {
  createElement, createRoot, CartCheckoutButton, CartCost, CartLineProvider, CartLineQuantity,
  CartLineQuantityAdjustButton, CartProvider, Money, ShopifyProvider, useCart,
}
`
