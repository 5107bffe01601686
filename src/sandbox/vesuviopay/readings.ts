/**
 * What VesuvioPay's documents contradict each other about, or leave open: their pages name paths and codes, but load
 * the bodies by script. The first value is the one an example shows, where there is an example.
 */
export const vesuvioPayReadings = {
  /** The log-in example shows a bare token; every other answer has an envelope. */
  vesuviopayLoginToken: ['token', 'data.token', 'data.accessToken'],
  /** Where a code is asked for, which is not documented. */
  vesuviopaySendCodePath: ['/api/v1/auth/send-code', '/api/v1/auth/phone/send-code'],
  /** Whether the log-in and the request for a code need an API key. */
  vesuviopayLoginKey: ['optional', 'required'],
  /** The form of the customer's token: only the platform reads it. */
  vesuviopayTokenForm: ['jwt', 'opaque'],
  /** A phone without a customer: refused at once, refused at log-in, or registered on the fly. */
  vesuviopayUnknownPhone: ['user-not-found', 'same-answer', 'registered'],
  /** A code that is wrong, used or too old. */
  vesuviopayWrongCode: ['401', '400'],
  /** A code after too many wrong tries. */
  vesuviopayTooManyTries: ['429', '401'],
  /** An SMS that cannot be delivered: the call is refused, or succeeds. */
  vesuviopayRefusedSms: ['refused', 'silent'],
  /** The key beside the customer's token: "optional" on every cart page, needed on the authentication page. */
  vesuviopayKeyBesideToken: ['optional', 'required'],
  /** A 401 on cart calls: one code on the cart pages, several in the list of codes. */
  vesuviopayTokenErrors: ['UNAUTHORIZED', 'by-cause'],
  /** Finish names its own code for an unverified phone, but the policy of all cart calls asks for a verified one. */
  vesuviopayUnverifiedPhone: ['finish-refuses', 'every-call-refuses', 'writes-refuse'],
  /** A request that is not valid: one code on cart pages, others on the error page and on create-product. */
  vesuviopayValidationCode: ['INVALID_REQUEST', 'VALIDATION_FAILED', 'VALIDATION_ERROR'],
  /** Too little stock: 400 on the reference pages, 409 on the overview, there without a code. */
  vesuviopayInsufficientStock: ['400', '409', '409-conflict'],
  /** Asking for more than there is. */
  vesuviopayAboveStock: ['refused', 'clamped'],
  /** A successful add: 200 on cart pages, 201 for anything created. */
  vesuviopayAddStatus: ['200', '201'],
  /** What add and update answer with. */
  vesuviopayEditAnswer: ['cart', 'item', 'success-only'],
  /** What remove, clear, subscribe and unsubscribe answer with. */
  vesuviopayAcknowledgement: ['data', 'success-only', '204'],
  /** Items of a cart: a list in the example, grouped by brand on the reference page. */
  vesuviopayCartItems: ['flat', 'grouped-items', 'brands'],
  /** The id of an item: one name in answers, another in requests. */
  vesuviopayItemId: ['id', 'cartItemId'],
  /** The last is a product whose name the merchant's sync left empty. */
  vesuviopayItemName: ['product.name', 'productName', 'name', 'empty'],
  vesuviopayItemImage: ['product.imageUrl', 'imageUrl'],
  /** "Availability per item", without a field name. */
  vesuviopayItemAvailability: ['absent', 'present'],
  /** Sums: the example has a subtotal, the reference page taxes and a grand total. */
  vesuviopayCartTotals: ['subtotal', 'grand-total', 'absent'],
  /** A cart without items: "no cart" is 404, an emptied cart "remains", in a form that is not shown. */
  vesuviopayEmptyCart: ['by-history', '404', '200', 'null-data', 'null-items', '204', 'success-false'],
  vesuviopayAvailabilityProduct: ['present', 'absent'],
  /** `availableQuantity`, "if tracked". */
  vesuviopayUntrackedQuantity: ['absent', 'null'],
  /** Counts of a check. */
  vesuviopayCounts: ['number', 'text'],
  /** What is counted of something the merchant does not sell: `isAvailable` is false either way. */
  vesuviopayWithdrawnQuantity: ['zero', 'as-counted'],
  /** A check of more than there is: an answer that says so, the 409 in the seed's list of statuses, or a 200 that failed. */
  vesuviopayShortStock: ['answered', '409', 'success-false'],
  /** Subscribing again: "updated" on its page, a conflict by the list of statuses. */
  vesuviopaySubscribedAgain: ['updated', '409'],
  /** The check without a customer may still carry the customer's field, as the example does. */
  vesuviopayPlainSubscription: ['absent', 'false'],
  /** The customer's own subscription: three names for it. */
  vesuviopaySubscriptionField: [
    'isSubscribed',
    'subscriptionStatus-text',
    'subscriptionStatus-boolean',
    'subscriptionStatus-object',
    'isSubscribedToBackInStock',
    'absent',
  ],
  /** Partial success of bulk calls: the answer describes it, in a form that is not documented. */
  vesuviopayBulkResult: [
    'succeeded-failed',
    'successfulItems-failedItems',
    'successful-errors',
    'items-failures',
    'cart-errors',
    'counts',
  ],
  /** An unknown item in a bulk update: a partial failure, or the 404 on that page. */
  vesuviopayBulkMissingItem: ['partial', '404'],
  /** Where finish puts the address of the checkout; the last two only say that the SMS went out. */
  vesuviopayFinishAnswer: [
    'data.checkoutUrl',
    'data',
    'data.url',
    'data.redirectUrl',
    'checkoutUrl',
    'data.checkoutLink',
    'data.paymentLink',
    'text',
    'sent',
    'sent-text',
  ],
  /** Finishing again while the link is good. */
  vesuviopaySecondFinish: ['same-url', 'error', 'new-sms'],
  /** "Locks the cart": against edits, or only against itself. */
  vesuviopayFinishLock: ['locked', 'open'],
  /** Unsubscribing is a DELETE with a body, which not every stack lets through. */
  vesuviopayUnsubscribeIds: ['body', 'query'],
  /** Which ids of the shop the merchant's product sync used. */
  vesuviopayExternalIds: ['id', 'sku', 'prefix'],
  /** The currency in the checkout settings; no other answer has one. */
  vesuviopaySettingsCurrency: ['currency', 'currencyCode', 'currency.code', 'absent'],
  /** Limits: planned on the rate-limit page, in force on the overview. */
  vesuviopayRateLimits: ['off', 'on'],
  /** The example's code has six digits. */
  vesuviopayCodeLength: ['6', '4', '8'],
  /** Whether changes made through the SDK's cart calls send events of the cart. */
  vesuviopaySdkCartEvents: ['none', 'sent'],
  /** Whether an order's event names the cart it came from. */
  vesuviopayOrderCart: ['present', 'absent'],
  /** Whether an order's event tells what was ordered. */
  vesuviopayOrderLines: ['absent', 'present'],
  /** An order empties its cart ("retained until checkout"): whether that sends an event of its own, and when. */
  vesuviopayOrderedCart: ['silent', 'cleared-before', 'cleared-after'],
  /** The customer of an event, "or null". */
  vesuviopayEventCustomer: ['id', 'null'],
  /** Whether the answer to creating a webhook has its secret, or only the dashboard. */
  vesuviopayWebhookSecret: ['in-answer', 'in-dashboard'],
} as const

export type VesuvioPayReadings = typeof vesuvioPayReadings
