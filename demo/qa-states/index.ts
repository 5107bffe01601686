import { accounts } from './accounts.ts'
import { byPhone, ownCarts } from './by-phone.ts'
import { reminders } from './consent.ts'
import { coupons } from './coupons.ts'
import { arriving, extremes, lines } from './lines.ts'
import { notify } from './notify.ts'
import { oddInput } from './odd-input.ts'
import { pageAndLink } from './page-and-link.ts'
import { deadEnds, outages } from './problems.ts'
import { realShops } from './real-shops.ts'
import type { QaState } from './state.ts'
import { editing, finishing } from './taps.ts'
import { tjar } from './tjar.ts'

export type { QaCart, QaGroup, QaSetup, QaState, Step, Switch } from './state.ts'

/** Every state the QA page shows, in the order of a shopper's way. */
export const groups = [
  arriving,
  lines,
  coupons,
  realShops,
  editing,
  finishing,
  pageAndLink,
  reminders,
  notify,
  byPhone,
  ownCarts,
  accounts,
  tjar,
  deadEnds,
  outages,
  extremes,
  oddInput,
]

const byName = new Map(groups.flatMap(({ states }) => states).map((state) => [state.name, state]))

export function findState(name: string): QaState | undefined {
  return byName.get(name)
}

/** What `/sandbox/states` answers: where each state is, and where its frame ends. */
export function listStates(shopUrl: string) {
  return [...byName.values()].map(({ name, status, problem }) => ({
    name,
    url: `${shopUrl}/qa/${name}`,
    status,
    ...(problem && { problem }),
  }))
}
