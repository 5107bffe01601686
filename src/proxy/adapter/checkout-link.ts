/** The customer whose cart is checked out. The shop has said that this customer is signed in. */
export interface CheckoutCustomer {
  customerId: string
  channelId: string
}

/** What a checkout link is made for. */
export interface CheckoutOptions {
  customer?: CheckoutCustomer | undefined
  /** The cart is a copy that was made for an earlier link. */
  isCopy?: boolean
}

/** A link to the platform's checkout. */
export interface CheckoutLink {
  checkoutUrl: string
  /** Another cart than was asked about, where the platform could only check out a copy. */
  cartId: string
  /** What the copy does not have. */
  lost?: { coupons: string[] }
  /** The copy's lines are not those of the cart: the shopper sees them before they pay. */
  linesChanged?: true
  /** The link also signs the given customer in. Without it the checkout will ask them to. */
  signsIn?: true
}
