/** What BigCommerce's documents contradict each other about, or leave open. */
export const bigCommerceReadings = {
  /** May redirect URLs be made for a cart the storefront created? The reference says no and yes; or they lead nowhere. */
  redirectUrls: ['any-cart', 'api-carts-only', 'dead-link'],
  /** One guide shows the three redirect URLs without the `data` around them. */
  redirectAnswer: ['wrapped', 'bare'],
  /** What the token of an ordered or expired cart answers. */
  goneToken: ['resolves', '404'],
  /** The guide's links carry 32 hexadecimal characters, the reference calls them UUIDs. */
  tokenIssued: ['undashed', 'dashed'],
  /** How often a token resolves, which is not documented. */
  tokenUse: ['any-number', 'once'],
  /** Whether the other spelling of a token is understood too. */
  tokenAccepted: ['either', 'as-issued'],
  /** Custom items: strings in the schema, numbers in every example. */
  customQuantity: ['string', 'number'],
  /** `coupons` of a line: "number or array". */
  itemCoupons: ['array', 'number'],
  /** `parent_id` of a line that belongs to no bundle: typed string, but `null` and `{}` in examples, `false` in a body. */
  parentId: ['absent', 'null', 'object', 'false'],
  /** `parent_id` of a part: "the parentId or the main product id", by the storefront's document. */
  partOf: ['line', 'product-number', 'product-text'],
  /** `meta` without content: `{}` in every example, `[]` in bodies of real stores. */
  emptyMeta: ['object', 'list'],
  /** `headers` of a webhook that has none. */
  hookHeaders: ['null', 'object', 'list'],
  /** `is_mutable`: false for parts and gifts alone, or for ordinary lines as well (a body of a real store). */
  immutableLines: ['parts-and-gifts', 'all'],
  /** The catalogue's level of what is not counted: 0, or `null` (a body of a real store). */
  uncountedLevel: ['0', 'null'],
  /** A customer's phone: on the customer, or only on an address (the guide's own example). */
  customerPhone: ['customer', 'address'],
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
  /** The answer to adding more than there is, which is not documented. */
  outOfStockWrite: ['409', '422'],
  /** How a coupon is refused: the reference is silent, the storefront's own API sends 400 with a `code`. */
  couponRefusal: ['422', '400-code'],
  /** Another coupon in a shop that allows one a cart, which is the default. */
  secondCoupon: ['replaces', 'refused'],
  /** Discount ids: strings on the cart, "string or number" on a line. */
  discountIds: ['string', 'number'],
  /** Which scope reads abandoned carts: the current reference and the older one differ. */
  abandonedCartScope: ['information', 'carts'],
  /** Chosen options of a line: an include names them, the read schemas do not. */
  lineOptions: ['with-include', 'absent'],
  /** The same in the answer to a write, whose description calls it abbreviated. */
  writtenOptions: ['with-include', 'absent'],
  /** A text the shopper typed: stored with or without the blanks around it, shown as it is or as HTML. */
  optionText: ['trimmed', 'as-typed', 'escaped'],
  /** `nameId` and `valueId` of an option: numbers in the examples, texts in bodies of real stores. */
  optionIds: ['number', 'text'],
  /** A line's quantity by itself: no key of the body is required, and nothing says what becomes of the options. */
  updateByQuantity: ['keeps-options', 'drops-modifiers', 'refused'],
  /** A product with `is_visible` false: purchasable on purpose (a maintainer), or "inaccessible" (the migration guide). */
  hiddenProducts: ['purchasable', 'inaccessible'],
  /** `variant_id` of a product without options: required in the schema, `null` elsewhere. */
  simpleVariantId: ['number', 'null'],
  /** `quantity` of a gift certificate appears in examples only. */
  giftQuantity: ['present', 'absent'],
  /** A 429 for load on the platform comes without the rate-limit headers. */
  limitedHeaders: ['present', 'absent'],
  /**
   * What `PUT /abandoned-carts/settings` requires: its `required` list names a property that does not exist. A refusal
   * may name it, or not.
   */
  settingsRequired: ['enable_notification', 'enabled', 'enabled-unnamed'],
  /** Overrides a `PUT` for a channel leaves out: as they were, or none any more. */
  channelSettingsOmitted: ['kept', 'cleared'],
  /** The time in a 429's reset header: left of the window, or its whole length. */
  limitReset: ['remaining', 'window'],
  /** Whether the link of the e-mail carries anything beside `t`, or `t` twice. */
  linkParameters: ['token-only', 'with-campaign', 'token-twice'],
  /** `POST /hooks` answers in the usual envelope, in a guide without it. */
  hookAnswer: ['wrapped', 'bare'],
  /** "Up to one minute" until a new webhook works. */
  hookStart: ['at-once', 'after-a-minute'],
  /** The token of an abandoned cart: in the sample of the event, not in its text. */
  hookToken: ['present', 'absent'],
  /** The events of a channel: shown with `cart_id` alone, like no other event. */
  channelHookData: ['cart_id', 'as-store'],
  /** The hash of an event: "the payload data", which for a second change of a cart is the same again. */
  hookHash: ['event', 'data'],
  /** The time of an event: in the reference, not in the overview's sample. */
  hookCreatedAt: ['present', 'absent'],
  /** A ticked box of a customer's form: a list of answers, or the answer. */
  customerConsentValue: ['list', 'text'],
  /** A ticked box of a billing address, whose values are texts of the merchant's own. */
  guestConsentValue: ['1', 'Yes', '1-or-absent'],
  /** Shoppers type their number with the country code or without; the address has the country. */
  billingPhone: ['international', 'national'],
  /** A checkout without an address. */
  emptyBillingAddress: ['object', 'null', 'absent'],
} as const

export type BigCommerceReadings = typeof bigCommerceReadings
