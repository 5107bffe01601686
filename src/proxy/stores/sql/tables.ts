/**
 * The tables, as Kysely knows them. One database may serve several stores, so that each row of the ledger names its own.
 * Times are whole milliseconds since 1970, yes and no are 1 and 0, and ids are keyed hashes: no row holds an address, a name
 * or a platform's id in clear.
 */
export interface Tables {
  state: StateRow
  carts: CartRow
  blocked_lines: BlockedLineRow
  messages: MessageRow
  consents: ConsentRow
  transfers: TransferRow
  events: EventRow
  jobs: JobRow
  subscriptions: SubscriptionRow
  days: DayRow
  day_values: DayValueRow
  day_blocked: DayBlockedRow
  day_channels: DayChannelRow
  day_messages: DayMessageRow
  day_waiting: DayWaitingRow
}

/** The short-lived part: a text under a key. */
export interface StateRow {
  key: string
  value: string
  expires_at: number
}

/** What every row of the ledger has. */
interface StoredRow {
  store: string
  /** The row may be deleted from then on. */
  expires_at: number
}

export interface CartRow extends StoredRow {
  id: string
  /** New with every write: a write names the one that it replaces. */
  revision: string
  platform: string
  /** The encrypted `PrivatePart`. */
  sealed: string
  /** What `statusOf` says of the other columns, for filters. */
  status: string
  /** 1 where `isListed`. */
  is_listed: number
  /** `created_at` in whole days since 1970, UTC. */
  day: number
  created_at: number
  changed_at: number
  abandoned_at: number | null
  abandonment_count: number
  opened_at: number | null
  displayed_at: number | null
  checked_out_at: number | null
  ordered_at: number | null
  closed_at: number | null
  is_elsewhere: number
  total_amount: number | null
  total_currency: string | null
  offer_discount: number | null
  platform_messages: number
  /** Messages of ours that were sent. */
  sent_messages: number
  /** When a platform without webhooks was last asked about this very cart. */
  looked_at: number
  /** What a merchant tells the cart by: its first product, how many lines it has, and a picture. */
  first_item: string | null
  item_count: number | null
  image_url: string | null
  /** The names of its products as `toSearchText` writes them. */
  search_text: string | null
  /** Keyed hashes of the shopper's masked name, each between spaces. */
  shopper_keys: string | null
  /** How the link that was opened last reached the shopper: a `MerchantChannel`. */
  came_by: string | null
}

/** A line that could not be bought in full, by its place in the cart. */
export interface BlockedLineRow {
  store: string
  cart_id: string
  position: number
  /** Of the cart. */
  day: number
  /** Names the variant, for sums. */
  variant: string
  name: string
  product_id: string | null
  variant_id: string | null
  amount: number
  currency: string
}

export interface MessageRow extends StoredRow {
  id: string
  revision: string
  cart_id: string
  kind: string
  /** Of the automation or the port that sends it. */
  platform: string
  /** Of the cart: the outbox has a queue for each. */
  cart_platform: string
  message_channel: string
  /** As a merchant reads it. */
  status: string
  /** 1 while a worker calls the platform; `status` is `pending` then. */
  is_sending: number
  /** 0 for a message about another proxy's cart. */
  is_listed: number
  reason: string | null
  attempts: number
  created_at: number
  updated_at: number
  /** Null where no worker has anything left to do. */
  due_at: number | null
}

/** One choice for one message channel, under a keyed hash of a cart or an address. */
export interface ConsentRow extends StoredRow {
  key: string
  message_channel: string
  granted: number
  at: number
  source: string
  evidence: string | null
  /** The day of a shopper's no, on the row that it is counted by: a no is kept under several keys. Null on all others. */
  refusal_day: number | null
}

/** Lines of one cart went into another: one row for each source and each name that an order may give the destination. */
export interface TransferRow extends StoredRow {
  destination: string
  /** The ledger's id of the cart that the lines came from. */
  source: string
  sealed: string
  at: number
}

export interface EventRow extends StoredRow {
  id: string
  at: number
}

/** Work besides messages, such as deleting a cart that was ordered elsewhere. */
export interface JobRow extends StoredRow {
  id: string
  revision: string
  kind: string
  platform: string
  sealed: string
  attempts: number
  created_at: number
  due_at: number | null
}

/** A sold-out line of a cart that its shopper wants to be told of, once it can be bought again. */
export interface SubscriptionRow extends StoredRow {
  id: string
  revision: string
  /** The ledger's id of the cart. */
  cart_id: string
  platform: string
  /** The encrypted cart id and line; empty once nothing is left to do. */
  sealed: string
  status: string
  attempts: number
  created_at: number
  /** When the stock is read next, or when a worker that tells of it counts as stopped. Null where nothing is left to do. */
  due_at: number | null
  /** Names the variant, for sums, as `BlockedLineRow` does. Null in rows from before there were sums. */
  variant: string | null
  name: string | null
  product_id: string | null
  variant_id: string | null
}

/** The figures of the carts that were first seen on one day. Wrong while `changes > counted`, until they are counted again. */
export interface DayRow extends StoredRow {
  day: number
  /** Raised by every change of a cart of that day. */
  changes: number
  /** What `changes` was before the figures were counted. */
  counted: number
  /** Carts that are listed, and those of them that may still be ordered. */
  carts: number
  open: number
  sent: number
  opened: number
  checked_out: number
  ordered: number
  recovered: number
  ordered_without_link: number
  /** Shoppers who said no to messages on this day, and mean it still. */
  refusals: number
}

/** What those carts were worth, by currency. */
export interface DayValueRow {
  store: string
  day: number
  /** `recovered`, `ordered-without-link`, or `open`. */
  kind: string
  currency: string
  amount: number
}

/** What could not be bought, by variant and currency. */
export interface DayBlockedRow {
  store: string
  day: number
  /** Names the variant. */
  variant: string
  currency: string
  name: string
  product_id: string | null
  variant_id: string | null
  carts: number
  amount: number
}

/** How the links of those carts reached their shoppers, and what came of it. */
export interface DayChannelRow {
  store: string
  day: number
  channel: string
  /** Empty for carts whose worth is not known. */
  currency: string
  opened: number
  recovered: number
  amount: number
}

/** What became of the messages that were made on one day; those that wait or were called off are left out. */
export interface DayMessageRow {
  store: string
  day: number
  message_channel: string
  status: string
  /** Empty where there is none. */
  reason: string
  count: number
}

/** How many subscriptions of one day wait for a variant, and how many were told. */
export interface DayWaitingRow {
  store: string
  day: number
  /** Names the variant. */
  variant: string
  name: string
  product_id: string | null
  variant_id: string | null
  waiting: number
  notified: number
  /** When the first of those that wait was made. Null where none waits. */
  since: number | null
}
