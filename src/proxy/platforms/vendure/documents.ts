// What is asked of Vendure's Admin API, version 3, and of what `cart-recovery/vendure-plugin` adds to it.
// Source: docs.vendure.io, "GraphQL API", Admin API.

/** The engine counts money in its own smallest unit: so many decimals for every currency. */
const settings = 'globalSettings { serverConfig { moneyStrategyPrecision } }'

const order = `fragment Cart on Order {
  id state active currencyCode subTotalWithTax couponCodes
  channels { id code token }
  customer { id user { id } }
  discounts { description }
  lines {
    id quantity discountedUnitPriceWithTax
    featuredAsset { preview }
    productVariant { id sku name product { id name slug } options { name group { name } } }
  }
}`

export const readCart = `query CartRecoveryCart($id: ID!) { ${settings} order(id: $id) { ...Cart } } ${order}`

export const setCartLines = `mutation CartRecoverySetLines($id: ID!, $lines: [CartLineInput!]!) {
  result: setCartLines(orderId: $id, lines: $lines) {
    __typename
    ... on CartLinesSet { order { ...Cart } }
    ... on CartChanged { order { ...Cart } }
    ... on CartLineRefused { lineId variantId }
  }
} ${order}`

const stock = `id enabled trackInventory outOfStockThreshold useGlobalOutOfStockThreshold
    stockLevels { stockOnHand stockAllocated }`

export const readStock = `query CartRecoveryStock($options: ProductVariantListOptions!) {
  globalSettings { trackInventory outOfStockThreshold }
  productVariants(options: $options) { items {
    ${stock}
    product { enabled }
  } }
}`

/** What can be bought instead of a line, with its price in the currency of the call. */
export const readOffers = `query CartRecoveryOffers($options: ProductVariantListOptions!) {
  globalSettings { trackInventory outOfStockThreshold serverConfig { moneyStrategyPrecision } }
  productVariants(options: $options) { items {
    ${stock}
    product { id name enabled }
    priceWithTax currencyCode
    featuredAsset { preview }
    options { name group { name } }
  } }
}`

export const listCarts = `query CartRecoveryList($left: OrderListOptions!, $ordered: OrderListOptions!) {
  ${settings}
  left: orders(options: $left) {
    totalItems items { id updatedAt currencyCode subTotalWithTax totalQuantity channels { id code token } }
  }
  ordered: orders(options: $ordered) { totalItems items { id orderPlacedAt channels { id code token } } }
}`

const contactOf = (ofOrder: string, ofCustomer: string) => `query CartRecoveryContact($id: ID!) {
  order(id: $id) {
    id state active ${ofOrder}
    customer { id firstName lastName phoneNumber ${ofCustomer} }
    shippingAddress { phoneNumber countryCode }
    billingAddress { phoneNumber countryCode }
  }
}`
const consent = 'customFields { cartRecoveryConsent }'

/** With what the shopper agreed to, which is a field of the plugin's. */
export const readContact = contactOf(consent, consent)
export const readContactWithoutPlugin = contactOf('', '')

export const readChannels = 'query CartRecoveryChannels($id: ID!) { order(id: $id) { channels { id code token } } }'

export const sendMessage = `mutation CartRecoveryMessage($id: ID!, $link: String!, $key: String!, $agreed: Boolean) {
  isSent: sendRecoveryMessage(orderId: $id, link: $link, key: $key, agreed: $agreed)
}`

/** For the check-up: what needs no right, one for each right, and the plugin. */
export const readActiveChannel = 'query CartRecoveryChannel { activeChannel { id code token } }'
export const readOneVariant = 'query CartRecoveryVariants { productVariants(options: { take: 1 }) { totalItems } }'
export const readPlugin = 'query CartRecoveryPlugin { cartRecoveryPlugin { version webhookUrl } }'
/** What version 2 added. */
export const readPluginProof = `query CartRecoveryPluginProof($nonce: String!) {
  cartRecoveryPlugin { linkOrigins proof(nonce: $nonce) }
}`
