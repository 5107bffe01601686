// The two stores of the suite, the same in every runtime. They run from the packed package, or bundled for workerd.
import { bigcommerce } from 'cart-recovery/bigcommerce'
import { buzzbip } from 'cart-recovery/buzzbip'
import { vesuviopay } from 'cart-recovery/vesuviopay'

/** Their configurations, from what `site.ts` gives as plain data. */
export function toConfigs({ shop, text, platforms }) {
  const own = bigcommerce(platforms.bigcommerce)
  return {
    shop: { ...shop, platforms: [own, buzzbip(platforms.buzzbip)] },
    text: { ...text, platforms: [vesuviopay(platforms.vesuviopay), own] },
  }
}
