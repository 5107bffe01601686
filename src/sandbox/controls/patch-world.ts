import type { Change } from '../platform.ts'
import { platformNames, platforms } from '../platforms.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { isProductLine } from '../world/cart.ts'
import type { Product, ProductVariant } from '../world/catalogue/product.ts'
import { type Currency, currencies, type Prices, storeCurrency, toMinor } from '../world/currency.ts'
import type { World } from '../world/world.ts'
import { ControlError } from './control-error.ts'
import { readBoolean, readCount, readList, readNumber, readRecord, readText, requireKeys } from './fields.ts'

/** Applies `PATCH /sandbox/world`. If one field is wrong, nothing is changed. */
export function patchWorld(body: Record<string, unknown>, context: SandboxContext): void {
  const { world } = context
  requireKeys(body, ['variants', 'accounts', 'clockOffsetSeconds'])
  const changes: Change[] = []
  if (body.clockOffsetSeconds !== undefined) {
    const offset = readNumber(body.clockOffsetSeconds, 'clockOffsetSeconds')
    changes.push(() => {
      world.clockOffsetSeconds = offset
    })
  }
  if (body.variants !== undefined) {
    for (const [index, entry] of readList(body.variants, 'variants').entries()) {
      changes.push(...readVariantChange(readRecord(entry, `variants.${index}`), `variants.${index}.`, world))
    }
  }
  if (body.accounts !== undefined) changes.push(...readAccounts(readRecord(body.accounts, 'accounts'), context))
  for (const apply of changes) apply()
  for (const { handleWorldChange } of platforms) handleWorldChange?.(context)
}

function readAccounts(accounts: Record<string, unknown>, context: SandboxContext): Change[] {
  requireKeys(accounts, platformNames, 'accounts.')
  return platforms.flatMap(({ name, readAccount }) =>
    accounts[name] === undefined ? [] : readAccount(accounts[name], `accounts.${name}`, context),
  )
}

function readVariantChange(entry: Record<string, unknown>, at: string, world: World): Change[] {
  requireKeys(entry, ['productId', 'variantId', 'stock', 'backorders', 'price', 'discontinued', 'visible'], at)
  const productId = readText(entry.productId, `${at}productId`)
  const variantId = readText(entry.variantId, `${at}variantId`)
  const product = world.products.find((candidate) => String(candidate.id) === productId)
  const variant = product?.variants.find((candidate) => String(candidate.id) === variantId)
  if (!product || !variant) {
    throw new ControlError(404, 'variant-not-found', `There is no variant ${variantId} of product ${productId}`)
  }
  const changes: Change[] = []
  if (entry.stock !== undefined) {
    const stock = entry.stock === null ? null : readCount(entry.stock, `${at}stock`)
    changes.push(() => setStock(product, variant, stock))
  }
  if (entry.backorders !== undefined) {
    const backorders = readCount(entry.backorders, `${at}backorders`)
    changes.push(() => {
      variant.backorders = backorders
    })
  }
  if (entry.visible !== undefined) {
    const visible = readBoolean(entry.visible, `${at}visible`)
    changes.push(() => {
      product.visible = visible
    })
  }
  if (entry.price !== undefined) {
    const price = toMinor(readNumber(entry.price, `${at}price`), storeCurrency)
    if (price < 0) throw new ControlError(400, 'invalid-field', `"${at}price" must not be negative`)
    changes.push(() => setPrice(world, variant, price))
  }
  if (entry.discontinued !== undefined) {
    const discontinued = readBoolean(entry.discontinued, `${at}discontinued`)
    changes.push(() => {
      variant.discontinued = discontinued
    })
  }
  return changes
}

/**
 * Puts the whole stock into the default location. What was not tracked is tracked from now on; `null` is a variant that is
 * tracked and was never counted.
 */
function setStock(product: Product, variant: ProductVariant, stock: number | null): void {
  if (product.tracking === 'none') product.tracking = 'variant'
  variant.isLevelUnknown = stock === null
  if (stock === null) return
  if (product.tracking === 'product') product.stock = stock
  variant.stock = stock
  variant.stockElsewhere = 0
}

/** A new euro price; other currencies follow in proportion. Open carts show it, as they do on the platform. */
function setPrice(world: World, variant: ProductVariant, price: number): void {
  const before = variant.prices[storeCurrency]
  const codes = Object.keys(currencies) as Currency[]
  const scaled = codes.map((code) => [code, before > 0 ? Math.round((variant.prices[code] * price) / before) : 0])
  variant.prices = { ...(Object.fromEntries(scaled) as Prices), [storeCurrency]: price }
  for (const cart of world.carts) {
    for (const line of cart.lines) {
      if (isProductLine(line) && line.variantId === variant.id && !line.priceOverridden) {
        line.listPrice = variant.prices[cart.currency]
      }
    }
  }
}
