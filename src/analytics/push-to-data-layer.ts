import { reportCart } from './report-cart.ts'

/**
 * Pushes GA4's ecommerce events to the `dataLayer` of Google Tag Manager, from now on and for the cart that is open already. Nothing
 * is pushed before it is called, so a shop calls it once its shopper has consented. Returns what ends it.
 *
 * @example
 * window.dataLayer ??= []
 * const stop = pushToDataLayer(window.dataLayer)
 */
export function pushToDataLayer(dataLayer: unknown[]): () => void {
  return reportCart((event, ecommerce) => {
    // Without this the items of an earlier event would stay in it.
    dataLayer.push({ ecommerce: null })
    dataLayer.push({ event, ecommerce })
  })
}
