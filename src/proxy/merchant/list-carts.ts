import type { MerchantCart, MerchantCartsAnswer, MerchantCartsQuery } from '../../contract/index.ts'
import type { LedgerContext } from '../context.ts'
import { type CartEntry, isListed } from '../ledger/cart-entry.ts'
import type { CartQuery } from '../ledger/cart-list.ts'
import type { Page, Stored } from '../ledger/stored.ts'
import { describe } from '../log.ts'
import { pollAbandonedCarts } from '../messaging/poll.ts'
import { workOfRequest } from '../messaging/work-options.ts'
import { defaultLimit, toNextPage, toPlace } from './pages.ts'
import { type OpenedEntry, readUnknownCarts } from './read-unknown-carts.ts'
import { toMerchantCart } from './to-merchant.ts'

/** While a merchant is looking, the platforms' lists are read at most this often. */
const pollWhileViewedMs = 5000
/** For so long a list waits for carts that were never read. What is read later is there at the next look. */
const waitMs = 1500

type Later = (work: Promise<unknown>) => void

/** `GET /merchant/carts`: a page of the ledger. Platforms without webhooks are asked for `later` looks. */
export async function listCarts(
  context: LedgerContext,
  query: MerchantCartsQuery,
  later: Later,
): Promise<MerchantCartsAnswer> {
  later(pollWhileViewed(context))
  const named = query.page === undefined ? await findById(context, query.search) : undefined
  const { carts } = context.ledger
  const find = async (): Promise<Page<CartEntry>> =>
    named === undefined ? carts.page(toCartQuery(query)) : { entries: await carts.readMany([named]) }
  let found = await find()
  let opened = await openAll(context, found.entries)
  // What was read may turn out to be empty or gone, and then others are listed.
  if (await readInTime(context, opened, later)) {
    found = await find()
    opened = await openAll(context, found.entries)
  }
  return { carts: await present(context, opened), platforms: context.platformTitles, ...toNextPage(found) }
}

function toCartQuery({ from, until, page, limit = defaultLimit, ...filters }: MerchantCartsQuery): CartQuery {
  return {
    ...filters,
    limit,
    lastPlace: toPlace(page, filters.sort),
    since: from === undefined ? undefined : Date.parse(from),
    until: until === undefined ? undefined : Date.parse(until),
  }
}

/** The id of the listed cart that has this id at its platform. */
async function findById({ ledger, portsByPlatform }: LedgerContext, cartId = ''): Promise<string | undefined> {
  if (!cartId) return undefined
  const found = await Promise.all(
    [...portsByPlatform.keys()].map((platform) => ledger.carts.read({ platform, cartId })),
  )
  return found.find((stored) => stored && isListed(stored.value))?.id
}

/** Reads the carts from their platforms that were not read yet, as far as that is done in time. False where there are none. */
async function readInTime(context: LedgerContext, opened: readonly OpenedEntry[], later: Later): Promise<boolean> {
  const reading = readUnknownCarts(context, opened)
  if (!reading) return false
  later(reading)
  let timer: ReturnType<typeof setTimeout> | undefined
  const waited = new Promise((resolve) => {
    timer = setTimeout(resolve, waitMs)
  })
  await Promise.race([reading, waited])
  clearTimeout(timer)
  return true
}

function openAll({ ledger }: LedgerContext, entries: readonly Stored<CartEntry>[]): Promise<OpenedEntry[]> {
  return Promise.all(entries.map(async (stored) => ({ stored, part: await ledger.carts.unseal(stored.value) })))
}

/** The carts with what is told beside them: their masked shoppers, and the last message about each. */
async function present({ ledger, store }: LedgerContext, opened: readonly OpenedEntry[]): Promise<MerchantCart[]> {
  const messages = await ledger.messages.newestOf(opened.map(({ stored }) => stored.id))
  const byCart = new Map(messages.map(({ value }) => [value.cartId, value]))
  return opened.map(({ stored, part }) =>
    toMerchantCart(store, stored, { shopper: part?.shopper, lastMessage: byCart.get(stored.id) }),
  )
}

/** Asks the platforms without webhooks, and sends what is due after it. Never throws. */
async function pollWhileViewed(context: LedgerContext): Promise<void> {
  const { log, store, debug } = context
  try {
    if (await pollAbandonedCarts(context, pollWhileViewedMs)) await context.wake(workOfRequest)
  } catch (error) {
    log.warn({ store, cause: describe(error, debug) }, 'Abandoned carts could not be listed')
  }
}
