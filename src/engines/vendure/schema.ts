import { parse } from 'graphql'

/** What the plugin adds to the Admin API, for a key that may recover carts. */
export const adminSchema = parse(`
  input CartLineInput {
    "Null adds a line"
    lineId: ID
    variantId: ID!
    "What the line holds now: anything else, and nothing is written"
    from: Int!
    to: Int!
  }
  type CartLinesSet { order: Order! }
  "Another edit came between: nothing was written"
  type CartChanged { order: Order! }
  type CartNotOpen { message: String! }
  "The engine did not take this line: nothing was written"
  type CartLineRefused { lineId: ID, variantId: ID!, message: String! }
  union SetCartLinesResult = CartLinesSet | CartChanged | CartNotOpen | CartLineRefused
  "What the proxy's check-up compares"
  type CartRecoveryPluginInfo {
    version: Int!
    webhookUrl: String!
    "Where messages may lead. Empty: to any https address"
    linkOrigins: [String!]!
    "HMAC-SHA256 of the nonce with the shared secret, in base64url. nonce: 16 to 100 letters, digits, _ and -"
    proof(nonce: String!): String!
  }

  extend type Query {
    cartRecoveryPlugin: CartRecoveryPluginInfo!
  }
  extend type Mutation {
    "Sets lines of an open cart, all of them or none"
    setCartLines(orderId: ID!, lines: [CartLineInput!]!): SetCartLinesResult!
    "Once for each key. False where the shopper did not agree, left no address, or has ordered. agreed: in the widget"
    sendRecoveryMessage(orderId: ID!, link: String!, key: String!, agreed: Boolean): Boolean!
  }
`)

/** What the plugin adds to the Shop API, for the shopper's own session. */
export const shopSchema = parse(`
  type CartClaimed { order: Order! }
  "unknown, expired, used, not-open, or account where it belongs to a customer who is not signed in"
  type CartClaimRefused { reason: String! }
  union ClaimCartResult = CartClaimed | CartClaimRefused

  extend type Mutation {
    "Makes the cart behind a code of the proxy the cart of this session"
    claimCart(code: String!): ClaimCartResult!
  }
`)
