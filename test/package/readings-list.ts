/** A contradiction or an unknown of a platform's documents, and what plays it. */
export interface Question {
  what: string
  /** Names in `documentedReadings`, every value of which the adapters have to live with. */
  readings?: readonly string[]
  /** Where no call of ours can meet it: why not. */
  unmet?: string
}

/** The open questions of one contract file. */
export interface ContractQuestions {
  file: string
  /** How often the file says `[U]`, its legend included, and how often it speaks of a contradiction. */
  marks: { unknown: number; contradiction: number }
  questions: readonly Question[]
}

/**
 * Every question the contract files leave open, by file. A mark that is added to a file fails the test until it is
 * counted, and so listed, here.
 */
export const contractQuestions: readonly ContractQuestions[] = [
  {
    file: 'bigcommerce.md',
    marks: { unknown: 6, contradiction: 7 },
    questions: [
      { what: 'other parameters beside t in the link', readings: ['linkParameters'] },
      { what: 't twice in the link', readings: ['linkParameters'] },
      { what: 'path of the hosted storefront’s own recovery page', unmet: 'hosted' },
      { what: 'variable of the link in e-mail templates', unmet: 'template' },
      { what: 'single objects typed as lists in the template reference', unmet: 'template' },
      { what: 'form of the token', readings: ['tokenIssued', 'tokenAccepted'] },
      { what: 'lifetime and single use of the token', readings: ['goneToken', 'tokenUse'] },
      { what: 'scope of the token’s look-up', readings: ['abandonedCartScope'] },
      { what: 'error bodies with and without status and title', unmet: 'status decides' },
      { what: '`enabled` required, `enable_notification` described', readings: ['settingsRequired'] },
      { what: 'channel settings without authentication', unmet: 'token is always sent' },
      { what: 'overrides a channel PUT leaves out', readings: ['channelSettingsOmitted'] },
      { what: 'default of consent', unmet: 'value is read' },
      { what: 'paging of a single object', unmet: 'never asked' },
      { what: 'custom items’ numbers as texts', readings: ['customQuantity'] },
      { what: 'coupons of a line', readings: ['itemCoupons'] },
      { what: 'ids of discounts', readings: ['discountIds'] },
      { what: 'parent of a line', readings: ['parentId', 'partOf'] },
      { what: '`meta` and headers without content', readings: ['emptyMeta', 'hookHeaders'] },
      { what: 'lines that cannot be changed', readings: ['immutableLines'] },
      { what: 'level of what is not counted', readings: ['uncountedLevel'] },
      { what: 'where a customer’s phone is', readings: ['customerPhone'] },
      { what: 'tax flag', readings: ['taxFlag'] },
      { what: 'options of a line', readings: ['lineOptions', 'writtenOptions'] },
      { what: 'a text the shopper typed', readings: ['optionText'] },
      { what: 'ids of options', readings: ['optionIds'] },
      { what: 'what a quantity by itself does to the options', readings: ['updateByQuantity'] },
      { what: 'a product that is hidden', readings: ['hiddenProducts'] },
      { what: 'variant of a simple product', readings: ['simpleVariantId'] },
      { what: 'quantity of a gift certificate', readings: ['giftQuantity'] },
      { what: 'case of the currency', readings: ['currencyCase'] },
      { what: 'removing the last line', readings: ['deleteLast'] },
      { what: 'editing a cart that is gone', readings: ['editGoneCart'] },
      { what: 'adding more than there is', readings: ['outOfStockWrite'] },
      { what: 'redirect URLs of carts the storefront made', readings: ['redirectUrls'] },
      { what: 'redirect URLs without their envelope', readings: ['redirectAnswer'] },
      { what: 'stock of one location or of all', readings: ['catalogueLevel'] },
      { what: 'in stock regardless of quantity', readings: ['inStockFlag'] },
      { what: 'stock on hand before or after safety stock', unmet: 'not read' },
      { what: 'token of the abandoned event', readings: ['hookToken'] },
      { what: 'data of a channel’s events', readings: ['channelHookData'] },
      { what: 'what an event’s hash is made of', readings: ['hookHash'] },
      { what: 'time of an event', readings: ['hookCreatedAt'] },
      { what: 'a minute until a webhook works', readings: ['hookStart'] },
      { what: 'envelope of a created webhook', readings: ['hookAnswer'] },
      { what: 'pause of a domain that fails often', unmet: 'volume' },
      { what: 'reset header of a 429', readings: ['limitReset'] },
      { what: '429 without headers', readings: ['limitedHeaders'] },
      { what: 'how customers’ consent is written', readings: ['customerConsentValue'] },
      { what: 'how guests’ consent is written', readings: ['guestConsentValue'] },
      { what: 'form of a phone number', readings: ['billingPhone'] },
      { what: 'a checkout without an address', readings: ['emptyBillingAddress'] },
    ],
  },
  {
    file: 'vesuviopay.md',
    marks: { unknown: 11, contradiction: 2 },
    questions: [
      { what: 'a sandbox host', unmet: 'configured' },
      { what: 'where a code is asked for', readings: ['vesuviopaySendCodePath'] },
      { what: 'length, life and tries of a code', readings: ['vesuviopayCodeLength', 'vesuviopayTooManyTries'] },
      { what: 'a wrong code', readings: ['vesuviopayWrongCode'] },
      { what: 'an SMS that is refused', readings: ['vesuviopayRefusedSms'] },
      { what: 'where log-in puts the token', readings: ['vesuviopayLoginToken'] },
      { what: 'form and life of the token', readings: ['vesuviopayTokenForm', 'vesuviopayTokenErrors'] },
      { what: 'a key at log-in', readings: ['vesuviopayLoginKey'] },
      { what: 'a phone nobody knows', readings: ['vesuviopayUnknownPhone'] },
      { what: 'a phone that is not verified', readings: ['vesuviopayUnverifiedPhone'] },
      { what: 'a key beside the token', readings: ['vesuviopayKeyBesideToken'] },
      { what: 'CORS', unmet: 'server only' },
      { what: 'items in a list or by brand', readings: ['vesuviopayCartItems'] },
      {
        what: 'names of an item’s fields',
        readings: [
          'vesuviopayItemId',
          'vesuviopayItemName',
          'vesuviopayItemImage',
          'vesuviopayItemAvailability',
          'vesuviopayCartTotals',
        ],
      },
      { what: 'currency', readings: ['vesuviopaySettingsCurrency'] },
      { what: 'an empty cart', readings: ['vesuviopayEmptyCart'] },
      { what: 'quantity that nobody counts', readings: ['vesuviopayUntrackedQuantity'] },
      { what: 'product beside its availability', readings: ['vesuviopayAvailabilityProduct'] },
      {
        what: 'names of the subscription',
        readings: ['vesuviopaySubscriptionField', 'vesuviopayPlainSubscription'],
      },
      { what: 'answers of edits', readings: ['vesuviopayEditAnswer', 'vesuviopayAcknowledgement'] },
      { what: 'partial success', readings: ['vesuviopayBulkResult', 'vesuviopayBulkMissingItem'] },
      { what: 'items in one call', unmet: 'account setting' },
      { what: 'answer of finish', readings: ['vesuviopayFinishAnswer'] },
      { what: 'a second finish, and what is locked', readings: ['vesuviopaySecondFinish', 'vesuviopayFinishLock'] },
      { what: 'life of the checkout link', unmet: 'account setting' },
      { what: 'too little stock', readings: ['vesuviopayInsufficientStock', 'vesuviopayAboveStock'] },
      { what: 'code of a validation', readings: ['vesuviopayValidationCode'] },
      { what: 'status of an add', readings: ['vesuviopayAddStatus'] },
      { what: 'body of a DELETE', readings: ['vesuviopayUnsubscribeIds'] },
      { what: 'ids of the product sync', readings: ['vesuviopayExternalIds'] },
      { what: 'rate limits planned or in force', readings: ['vesuviopayRateLimits'] },
      { what: 'schedule of repeated deliveries', unmet: 'receiver answers at once' },
      { what: 'events of SDK cart calls', readings: ['vesuviopaySdkCartEvents'] },
      { what: 'cart and customer of an event', readings: ['vesuviopayOrderCart', 'vesuviopayEventCustomer'] },
      { what: 'secret of a new webhook', readings: ['vesuviopayWebhookSecret'] },
      { what: 'maximum quantity', unmet: 'stock is smaller' },
      { what: 'availability without a variant', unmet: 'variant is always sent' },
    ],
  },
  {
    file: 'tjar.md',
    marks: { unknown: 9, contradiction: 0 },
    questions: [
      { what: 'lifetime, scopes and rotation of the key', unmet: 'configured' },
      { what: 'a key that is none', readings: ['tjarWrongKey'] },
      { what: 'limits and their headers', readings: ['tjarRateLimits', 'tjarRetryAfter'] },
      { what: 'body and status of a failure', readings: ['tjarFailureStatus', 'tjarErrorBody', 'tjarUnknownCart'] },
      { what: 'whether Accept is needed', readings: ['tjarAcceptHeader'] },
      { what: 'where the list stands', readings: ['tjarList', 'tjarListRows'] },
      {
        what: 'paging of the list',
        readings: ['tjarPaging', 'tjarPageNumber', 'tjarPageCount', 'tjarPageParameters', 'tjarPastEnd'],
      },
      { what: 'what the filters look at', readings: ['tjarDates', 'tjarProductsFilter', 'tjarProductsCount'] },
      { what: 'id and identifier', readings: ['tjarIdentifier', 'tjarId'] },
      { what: 'phases, and a cart that was ordered', readings: ['tjarOrderedCart'] },
      { what: 'zone of its times', readings: ['tjarTimeZone'] },
      { what: 'amounts, SKUs and pictures of products', readings: ['tjarAmounts', 'tjarSku', 'tjarImages'] },
      { what: 'placeholders of guests', readings: ['tjarGuest'] },
      { what: 'form of a phone number', readings: ['tjarMobile'] },
      { what: 'other types of reminders', unmet: 'e-mail only' },
      { what: 'fields a reminder needs', readings: ['tjarReminderOffer'] },
      { what: 'unit of the discount', readings: ['tjarOfferUnit'] },
      { what: 'a reminder that was not sent', readings: ['tjarReminderSent', 'tjarGuestReminder'] },
      { what: 'how often a cart may be reminded', readings: ['tjarSecondReminder', 'tjarRemindersCount'] },
      { what: 'webhooks: events, payload, signature', unmet: 'none is received' },
    ],
  },
  {
    file: 'buzzbip.md',
    marks: { unknown: 9, contradiction: 0 },
    questions: [
      { what: 'fields of the log-in', readings: ['buzzbipLoginField'] },
      { what: 'answer of the log-in', readings: ['buzzbipToken', 'buzzbipTokenExpiry'] },
      { what: 'a refresh token', unmet: 'logs in again' },
      { what: 'an account without access', readings: ['buzzbipNoAccess', 'buzzbipUnauthorizedBody'] },
      { what: 'fields of contact, link and currency', readings: ['buzzbipUnknownFields', 'buzzbipInvalidPhone'] },
      {
        what: 'answer of a report',
        readings: ['buzzbipReportStatus', 'buzzbipReportData', 'buzzbipSuccessCode', 'buzzbipSuccessWord'],
      },
      { what: 'the same cart again', readings: ['buzzbipRepeatedReport'] },
      { what: 'headers of plug-ins, beside the token or instead of it', readings: ['buzzbipPluginHeaders'] },
      {
        what: 'a failure that comes with 200',
        readings: ['buzzbipFailureStatus', 'buzzbipFailureWord', 'buzzbipFailureCode', 'buzzbipFailureData'],
      },
      { what: 'limits', readings: ['buzzbipLimitStatus', 'buzzbipRetryAfter'] },
      { what: 'orders and automations', unmet: 'never called' },
      { what: 'how to withdraw a cart', unmet: 'nothing to call' },
    ],
  },
]
