/**
 * What Tjar's documents leave open: they show one example per call, the list cut off, and no failure at all. The first
 * value is the example's, or what the same API does elsewhere.
 */
export const tjarReadings = {
  /** Where the list stands. Orders stand in a list named after them. */
  tjarList: ['data.abandoned_carts', 'data', 'data.carts', 'data.items', 'data.data'],
  /** Rows of the list: like the details, or without the products. */
  tjarListRows: ['full', 'without-products'],
  /** "Pagination metadata for list endpoints", somewhere; beside a bare list it cannot stand inside `data`. */
  tjarPaging: ['data.pagination', 'pagination', 'meta', 'absent'],
  tjarPageNumber: ['current_page', 'page'],
  tjarPageCount: ['last_page', 'total_pages'],
  /** `page` and `per_page` belong to orders; whether carts know them is a guess. */
  tjarPageParameters: ['understood', 'ignored'],
  /** A page after the last. */
  tjarPastEnd: ['empty', 'repeats-last'],
  /** Which of the two days `date_from` and `date_to` look at. */
  tjarDates: ['created_at', 'updated_at'],
  /** `products_count` in the query: exactly this number, or at least. */
  tjarProductsFilter: ['exact', 'at-least'],
  /** What `products_count` counts. */
  tjarProductsCount: ['lines', 'units'],
  /** A string in the example; the path takes either. */
  tjarIdentifier: ['string', 'number'],
  /** `null` in the example. A number is never the identifier. */
  tjarId: ['null', 'number'],
  /** The form of a time: the example's has no zone; the list is cut off. */
  tjarTimes: ['without-zone', 'iso', 'unix', 'day-first'],
  /** Times come without a zone: the shop's, or the server's. */
  tjarTimeZone: ['Asia/Riyadh', 'UTC'],
  /** `cart_total` and the amounts of products. */
  tjarAmounts: ['number', 'string'],
  /** A product's name: a text beside `name_ar`, or both languages in one field. */
  tjarNames: ['text', 'by-language'],
  /** The word of a success. */
  tjarStatusWord: ['success', 'Success', 'SUCCESS'],
  /** The example has no SKU. */
  tjarSku: ['null', 'text'],
  /** Product pictures are plain `http:` in the example. */
  tjarImages: ['http', 'as-the-shop'],
  /** What stands in for a guest's name and address. */
  tjarGuest: ['nobody', 'numbered'],
  /** How a customer's phone is written. */
  tjarMobile: ['international', 'without-plus', 'national'],
  /** An ordered cart: with its order, in a phase that is not documented; or it is gone. */
  tjarOrderedCart: ['converted', '404', 'completed-without-order'],
  /** A cart that does not exist. */
  tjarUnknownCart: ['404', 'null-data'],
  /** Whether a refusal has a status of its own, or is a 200 whose body says that it failed. */
  tjarFailureStatus: ['http', '200'],
  /** The body of a failure: no page shows one. */
  tjarErrorBody: ['status-message-errors', 'status-message', 'message-errors', 'message', 'empty'],
  /** The answer to an unknown key. */
  tjarWrongKey: ['401', '403'],
  /** `Accept` is in the table of headers. */
  tjarAcceptHeader: ['optional', 'required'],
  /** A second reminder: the documents do not say that it is prevented. */
  tjarSecondReminder: ['sent', 'refused', 'not-sent'],
  /** `reminder_sent` is true in the example; it may also be false. */
  tjarReminderSent: ['true', 'false'],
  /** A guest cannot be written to: the answer is a refusal, or claims success. */
  tjarGuestReminder: ['refused', 'pretended', 'not-sent'],
  /** Whether a reminder can do without an offer; the example has one. */
  tjarReminderOffer: ['optional', 'required'],
  /** The unit of `offer_discount`. */
  tjarOfferUnit: ['percent', 'riyals'],
  /** Whether `reminders_count` grows with the answer, or a minute later. */
  tjarRemindersCount: ['at-once', 'later'],
  /** Limits are not mentioned. */
  tjarRateLimits: ['off', 'on'],
  /** A limited call tells how long to wait, or does not. */
  tjarRetryAfter: ['present', 'absent'],
} as const

export type TjarReadings = typeof tjarReadings
