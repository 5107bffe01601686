/**
 * Where the documentation contradicts itself or is silent, the platform might do either. Each question has a name
 * and its plausible answers; the first is the default and agrees with the published OpenAPI documents.
 */
export const documentedReadings = {
  /** May redirect URLs be made for a cart the storefront created? The reference says no and yes. */
  redirectUrls: ['any-cart', 'api-carts-only'],
  /** One guide shows the three redirect URLs without the `data` around them. */
  redirectAnswer: ['wrapped', 'bare'],
  /** What the token of an ordered or expired cart answers. */
  goneToken: ['resolves', '404'],
  /** The guide's links carry 32 hexadecimal characters, the reference calls them UUIDs. */
  tokenIssued: ['undashed', 'dashed'],
  /** Whether the other spelling of a token is understood too. */
  tokenAccepted: ['either', 'as-issued'],
  /** Custom items: strings in the schema, numbers in every example. */
  customQuantity: ['string', 'number'],
  /** `coupons` of a line: "number or array". */
  itemCoupons: ['array', 'number'],
  /** `parent_id` of a line that belongs to no bundle: typed string, but `null` and `{}` in examples. */
  parentId: ['absent', 'null', 'object'],
  /** Removing the last line deletes the cart: without a body, or with the emptied cart once more. */
  deleteLast: ['204', '200'],
  /** Editing a cart that is gone: 500 in the guide, 404 by every habit. */
  editGoneCart: ['500', '404'],
  /** Catalogue stock: all locations together (overview), or the default location's (reference). */
  catalogueLevel: ['total', 'default-location'],
  /** `is_in_stock` of a location, "available for purchase independent of quantity": a switch, or a summary? */
  inStockFlag: ['follows-quantity', 'always', 'never'],
  /** The tax flag of a line: one name in the read schemas, another in the write schemas. */
  taxFlag: ['taxable', 'is_taxable'],
  /** Examples show the cart's currency code in both. */
  currencyCase: ['upper', 'lower'],
  /** Nobody documents what adding more than there is answers. */
  outOfStockWrite: ['409', '422'],
  /** Discount ids: strings on the cart, "string or number" on a line. */
  discountIds: ['string', 'number'],
  /** Which scope reads abandoned carts: the current reference and the older one differ. */
  abandonedCartScope: ['information', 'carts'],
  /** Chosen options of a line: an include names them, the read schemas do not. */
  lineOptions: ['with-include', 'absent'],
  /** `variant_id` of a product without options: required in the schema, `null` elsewhere. */
  simpleVariantId: ['number', 'null'],
  /** `quantity` of a gift certificate appears in examples only. */
  giftQuantity: ['present', 'absent'],
  /** A 429 for load on the platform comes without the rate-limit headers. */
  limitedHeaders: ['present', 'absent'],
  /** What `PUT /abandoned-carts/settings` requires: its `required` list names a property that does not exist. */
  settingsRequired: ['enable_notification', 'enabled'],
} as const

type Documented = typeof documentedReadings

export type ReadingName = keyof Documented

/** One answer to every question. */
export type ReadingValues = { [Name in ReadingName]: Documented[Name][number] }

export interface Readings {
  get<Name extends ReadingName>(name: Name): ReadingValues[Name]
  all(): ReadingValues
  /** Changes some; throws a `RangeError` that names the first unknown name or value. */
  set(changes: Partial<ReadingValues>): void
  reset(): void
}

/** The readings of one sandbox, at their defaults. */
export function createReadings(): Readings {
  let values = defaults()
  return {
    get: (name) => values[name],
    all: () => ({ ...values }),
    set(changes) {
      for (const [name, value] of Object.entries(changes)) {
        const allowed: readonly string[] | undefined = Object.hasOwn(documentedReadings, name)
          ? documentedReadings[name as ReadingName]
          : undefined
        if (!allowed) throw new RangeError(`There is no reading called "${name}"`)
        if (!allowed.includes(value)) throw new RangeError(`"${name}" is one of ${allowed.join(', ')}`)
      }
      values = { ...values, ...changes }
    },
    reset() {
      values = defaults()
    },
  }
}

function defaults(): ReadingValues {
  const firsts = Object.entries(documentedReadings).map(([name, answers]) => [name, answers[0]])
  return Object.fromEntries(firsts) as ReadingValues
}
