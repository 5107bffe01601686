import type {
  AvailabilityAnswer,
  CheckoutAnswer,
  Problem,
  RecoverAnswer,
  RestoreAnswer,
} from '../../../contract/index.ts'
import type { Attempt, HostedSite, HostedView } from '../../../hosted/index.ts'
import { RecoveryError } from '../../adapter/errors.ts'
import type { LinkForm } from '../../http/link-form.ts'
import type { Ask } from './ask.ts'

/** What a visitor without a script gets: a page, or the way to the checkout. */
export type Reply = { view: HostedView; status: number; checkoutUrl?: undefined } | { checkoutUrl: string }

/** What a page says besides the cart: why the checkout was held back, or what it will ask for. */
interface Occasion {
  problem?: Problem
  notice?: CheckoutAnswer
}

/** A cart has 250 lines at most, and a call writes 20. */
const maxCalls = 20

/** A cart without a script: opened, with other quantities, checked out. */
export interface CartPages {
  open(mark: string | undefined): Promise<Reply>
  update(form: LinkForm): Promise<Reply>
  checkOut(form: LinkForm): Promise<Reply>
  stopped(problem: Problem): Promise<Reply>
}

export function createCartPages(ask: Ask, site: HostedSite): CartPages {
  async function stopped(problem: Problem, cartHandle?: string, attempt: Attempt = 'recover'): Promise<Reply> {
    const { problemView } = await loadPages()
    return { view: problemView(site, problem, attempt, cartHandle), status: problem.status }
  }

  async function show(
    answer: AvailabilityAnswer,
    cartHandle: string,
    lineItems: LinkForm['lineItems'] = [],
    occasion: Occasion = {},
  ): Promise<Reply> {
    const { cartView } = await loadPages()
    const view = cartView(site, answer, cartHandle, { ...occasion, choices: toChoices(lineItems) })
    return { view, status: occasion.problem?.status ?? 200 }
  }

  async function read(cartHandle: string, lineItems?: LinkForm['lineItems'], occasion?: Occasion): Promise<Reply> {
    // Asked with the shopper's choices: there may be fewer than that.
    const { body, problem } = await ask<AvailabilityAnswer>('/availability', { cartHandle, lineItems })
    return body ? show(body, cartHandle, lineItems, occasion) : stopped(problem, cartHandle, occasion && 'checkout')
  }

  /** Writes a cart with more changes than a checkout takes, in several calls, and shows it for another tap. */
  async function saveAll(cartHandle: string, chosen: LinkForm['lineItems'], key = ''): Promise<Reply> {
    const before = await ask<AvailabilityAnswer>('/availability', { cartHandle })
    if (!before.body) return stopped(before.problem, cartHandle, 'checkout')
    const { allChoices } = await loadPages()
    const lineItems = allChoices(before.body, toChoices(chosen))
    let { revision } = before.body.cart
    for (let call = 0; call < maxCalls; call++) {
      const saved = await ask<RestoreAnswer>('/restore', { cartHandle, revision, lineItems }, `${key}-${call}`)
      // The button was tapped twice, and the first tap saves.
      if (saved.problem?.code === 'idempotency-key-reused') break
      if (!saved.body && saved.problem.cart) return read(cartHandle, chosen, saved)
      if (!saved.body) return stopped(saved.problem, cartHandle, 'checkout')
      revision = saved.body.cart.revision
      if (saved.body.outcomes.every(({ outcome }) => outcome !== 'pending')) break
    }
    return read(cartHandle)
  }

  return {
    async open(mark = '') {
      const { body, problem } = await ask<RecoverAnswer>('/recover', { opened: mark })
      if (!body) return stopped(problem)
      const { cart, cartHandle } = body
      // No script will ask once more for the lines that take longer.
      const isComplete = cart?.lineItems.every(({ availability }) => !availability.checking)
      return cart && isComplete ? show({ ...body, cart }, cartHandle) : read(cartHandle)
    },
    update: ({ cartHandle, lineItems }) => read(cartHandle, lineItems),
    async checkOut({ cartHandle, revision, lineItems, idempotencyKey, isTold }) {
      const request = { cartHandle, revision, lineItems }
      const { body, problem } = await ask<CheckoutAnswer>('/checkout', request, idempotencyKey)
      if (problem?.code === 'too-many-changes') return saveAll(cartHandle, lineItems, idempotencyKey)
      // The cart has moved: the shopper sees it before they pay.
      if (!body)
        return problem.cart ? read(cartHandle, lineItems, { problem }) : stopped(problem, cartHandle, 'checkout')
      const { checkoutUrl, codesToEnter, signInAtCheckout, offer } = body
      if (checkoutUrl === null) throw new RecoveryError('not-supported')
      const isNew = (codesToEnter || signInAtCheckout || offer) && !isTold
      return isNew ? read(cartHandle, lineItems, { notice: body }) : { checkoutUrl }
    },
    stopped,
  }
}

const toChoices = (lineItems: LinkForm['lineItems']) => new Map(lineItems.map(({ id, quantity }) => [id, quantity]))

/** What draws the pages. It is loaded with the first one: a proxy whose shop has a page of its own never needs it. */
export const loadPages = () => import('../../../hosted/index.ts')
