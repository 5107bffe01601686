import { bigCatalogue } from '../catalogue/big-catalogue.ts'
import type { ProductDefinition } from '../catalogue/define-product.ts'
import { engraved, everyAvailability, everyKind } from './every-cart.ts'
import { account, allAvailable, allSoldOut, coupon, hero, oneSoldOut, storefront } from './everyday-carts.ts'
import { goneCarts, specialCarts, tailored } from './special-carts.ts'
import { vesuvioPayCarts } from './vesuviopay-carts.ts'
import type { CartScript } from './write-cart.ts'

/** The named worlds: which of BigCommerce's carts are in each. The shop and its stock are the same in all of them. */
export const scenarios: Record<string, CartScript[]> = {
  demo: [
    hero,
    allAvailable,
    everyAvailability,
    everyKind,
    oneSoldOut,
    allSoldOut,
    account,
    coupon,
    storefront,
    engraved,
    ...specialCarts,
    ...goneCarts,
    ...vesuvioPayCarts,
  ],
  vesuviopay: vesuvioPayCarts,
  tjar: [],
  'all-available': [allAvailable],
  'one-sold-out': [oneSoldOut],
  'all-sold-out': [allSoldOut],
  'every-availability': [everyAvailability],
  'every-kind': [everyKind],
  engraved: [engraved],
  'expired-link': goneCarts.filter((script) => script.key === 'expired'),
  'big-catalogue': [tailored],
  empty: [],
}

/** What the shop sells beside the usual in some of the worlds. */
export const scenarioProducts: Record<string, ProductDefinition[]> = { 'big-catalogue': bigCatalogue }
