import { atom, type ReadableAtom } from 'nanostores'

import type {
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  MerchantSummary,
} from '../../contract/browser.ts'
import type { MerchantClient } from '../merchant-client.ts'
import { createSessionStore, type Session } from './merchant-session.ts'
import { createListing, type Listing } from './paged-list.ts'
import { createReminder, type ReminderStore } from './reminder.ts'
import { createReading, type Reading } from './remote-data.ts'
import { createSettings, type SettingsStore } from './settings-view.ts'

/** What is looked at. A cart and its reminder are inside of the carts. */
export type View =
  | { name: 'summary' | 'carts' | 'reports' | 'settings' }
  | { name: 'cart'; id: string }
  | { name: 'reminder'; id: string }

/** How far back the summary looks. */
export const periods = [7, 30, 90] as const
export type Period = (typeof periods)[number]

/** All that the console knows, and can do. */
export interface ConsoleStore {
  readonly $session: ReadableAtom<Session>
  readonly $view: ReadableAtom<View>
  readonly carts: Listing<MerchantCartsAnswer>
  readonly $cart: ReadableAtom<Reading<MerchantCartAnswer>>
  readonly reports: Listing<MerchantMessagesAnswer>
  readonly $summary: ReadableAtom<Reading<MerchantSummary>>
  readonly $period: ReadableAtom<Period>
  readonly reminder: ReminderStore
  readonly settings: SettingsStore
  signIn(merchantKey: string): Promise<void>
  /** Forgets everything, what was read included. */
  signOut(): void
  open(view: View): void
  /** Reads again what is looked at. */
  reload(): void
  choosePeriod(period: Period): void
}

export function createConsoleStore(client: MerchantClient): ConsoleStore {
  const { $session, ask, signIn, signOut } = createSessionStore(client)
  const $view = atom<View>({ name: 'summary' })
  const $period = atom<Period>(30)
  const cart = createReading<MerchantCartAnswer>()
  const summary = createReading<MerchantSummary>()
  const carts = createListing((query) => ask((token) => client.listCarts(token, query)))
  const reports = createListing((query) => ask((token) => client.listReports(token, query)))
  const settings = createSettings({
    readSettings: () => ask(client.readSettings),
    writeSettings: (values) => ask((token) => client.writeSettings(token, values)),
    readChannelSettings: (id) => ask((token) => client.readChannelSettings(token, id)),
    writeChannelSettings: (id, values) => ask((token) => client.writeChannelSettings(token, id, values)),
  })
  const reminder = createReminder(async (id, request, key) => {
    const result = await ask((token) => client.sendReminder(token, id, request, key))
    // Whatever became of it, the cart knows more now.
    if (shown() === id) void readCart(id)
    return result
  })

  const shown = () => {
    const view = $view.get()
    return 'id' in view ? view.id : undefined
  }
  const readCart = (id: string, keep = true) => cart.read(() => ask((token) => client.readCart(token, id)), keep)
  const readSummary = (keep = true) =>
    summary.read(() => ask((token) => client.readSummary(token, $period.get())), keep)

  function reload() {
    const view = $view.get()
    // Signing in reads what is looked at.
    if ($session.get().status !== 'signed-in') return
    if ('id' in view) void readCart(view.id)
    else if (view.name === 'summary') void readSummary()
    else if (view.name === 'carts') void carts.reload()
    else if (view.name === 'reports') void reports.reload()
    else void settings.load()
  }

  return {
    $session,
    $view,
    carts,
    $cart: cart.$reading,
    reports,
    $summary: summary.$reading,
    $period,
    reminder,
    settings,
    async signIn(key) {
      await signIn(key)
      if ($session.get().status === 'signed-in') reload()
    },
    signOut() {
      signOut()
      $view.set({ name: 'summary' })
      for (const { clear } of [cart, summary, carts, reports, settings, reminder]) clear()
    },
    open(view) {
      const before = shown()
      $view.set(view)
      // The cart that was looked at last is not this one.
      if ('id' in view && view.id !== before) cart.clear()
      if (!(view.name === 'reminder' && view.id === before)) reload()
    },
    reload,
    choosePeriod(period) {
      $period.set(period)
      void readSummary(false)
    },
  }
}
