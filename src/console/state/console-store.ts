import { atom, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type {
  MerchantCart,
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  MerchantSummary,
} from '../../contract/browser.ts'
import type { ListQuery, MerchantClient } from '../merchant-client.ts'
import { createDownload, type DownloadState } from './download.ts'
import { createMerchantSession, type MerchantSessionState } from './merchant-session.ts'
import { createPagedList, type PagedList } from './paged-list.ts'
import { createReminder, type ReminderStore } from './reminder.ts'
import { createRemoteData, type RemoteData } from './remote-data.ts'
import { createSettingsView, type SettingsView } from './settings-view.ts'

/** The view that is open. A cart and its reminder belong to the tab of the carts. */
export type View =
  | { name: 'summary' | 'carts' | 'messages' | 'settings' }
  | { name: 'cart'; id: string }
  | { name: 'reminder'; id: string }

/** How many days the summary can cover. */
export const periods = [7, 30, 90] as const
/** How many days a summary is about. */
export type Period = (typeof periods)[number]

/** Everything that the console knows and can do. */
export interface ConsoleStore {
  readonly $session: ReadableAtom<MerchantSessionState>
  readonly $view: ReadableAtom<View>
  readonly carts: PagedList<MerchantCartsAnswer>
  /** How platforms write their names, from the answers so far. */
  readonly platformTitles: ReadonlyMap<string, string>
  readonly $download: ReadableAtom<DownloadState>
  readonly $cart: ReadableAtom<RemoteData<MerchantCartAnswer>>
  readonly messages: PagedList<MerchantMessagesAnswer>
  readonly $summary: ReadableAtom<RemoteData<MerchantSummary>>
  readonly $period: ReadableAtom<Period>
  readonly reminder: ReminderStore
  readonly settingsView: SettingsView
  signIn(merchantKey: string): Promise<void>
  /** Forgets the key, the session and everything that was loaded. */
  signOut(): void
  open(view: View): void
  /** Loads the data of the open view again. */
  reload(): void
  choosePeriod(period: Period): void
  /** All carts that the list's search and filters find; undefined where they could not be read. */
  readAllCarts(): Promise<MerchantCart[] | undefined>
}

export function createConsoleStore(client: MerchantClient): ConsoleStore {
  const { $session, request, signIn, signOut } = createMerchantSession(client)
  const $view = atom<View>({ name: 'summary' })
  const $period = atom<Period>(30)
  const cart = createRemoteData<MerchantCartAnswer>()
  const summary = createRemoteData<MerchantSummary>()
  const platformTitles = new Map<string, string>()
  const withTitles = async <Answer extends { platforms?: { name: string; title: string }[] | undefined }>(
    asking: Promise<Result<Answer>>,
  ): Promise<Result<Answer>> => {
    const result = await asking
    if (result.ok) for (const { name, title } of result.value.platforms ?? []) platformTitles.set(name, title)
    return result
  }
  const listCarts = (query: ListQuery) => withTitles(request((token) => client.listCarts(token, query)))
  const carts = createPagedList(listCarts)
  const download = createDownload(listCarts)
  const messages = createPagedList((query) => withTitles(request((token) => client.listMessages(token, query))))
  const settingsView = createSettingsView({
    readSettings: () => request(client.readSettings),
    writeSettings: (values) => request((token) => client.writeSettings(token, values)),
    readChannelSettings: (id) => request((token) => client.readChannelSettings(token, id)),
    writeChannelSettings: (id, values) => request((token) => client.writeChannelSettings(token, id, values)),
  })
  const reminder = createReminder(async (id, reminderRequest, key) => {
    const result = await request((token) => client.sendReminder(token, id, reminderRequest, key))
    // Sent or refused: the answer changes what the cart shows of its messages.
    if (openCartId() === id) void loadCart(id)
    return result
  })

  const openCartId = () => {
    const view = $view.get()
    return 'id' in view ? view.id : undefined
  }
  const loadCart = (id: string, keep = true) =>
    cart.load(() => withTitles(request((token) => client.readCart(token, id))), keep)
  const loadSummary = (keep = true) =>
    summary.load(() => request((token) => client.readSummary(token, $period.get())), keep)

  function reload() {
    const view = $view.get()
    // Signing in loads the open view by itself.
    if ($session.get().status !== 'signed-in') return
    if ('id' in view) void loadCart(view.id)
    else if (view.name === 'summary') void loadSummary()
    else if (view.name === 'carts') void carts.reload()
    else if (view.name === 'messages') void messages.reload()
    else void settingsView.load()
  }

  return {
    $session,
    $view,
    carts,
    platformTitles,
    $download: download.$download,
    $cart: cart.$data,
    messages,
    $summary: summary.$data,
    $period,
    reminder,
    settingsView,
    async signIn(key) {
      await signIn(key)
      if ($session.get().status === 'signed-in') reload()
    },
    signOut() {
      signOut()
      $view.set({ name: 'summary' })
      for (const { clear } of [cart, summary, carts, download, messages, settingsView, reminder]) clear()
    },
    open(view) {
      const cartIdBefore = openCartId()
      $view.set(view)
      // Another cart: the data of the last one must not be shown under its heading.
      if ('id' in view && view.id !== cartIdBefore) cart.clear()
      if (!(view.name === 'reminder' && view.id === cartIdBefore)) reload()
    },
    reload,
    choosePeriod(period) {
      $period.set(period)
      void loadSummary(false)
    },
    readAllCarts() {
      const { cursors: _cursors, ...filter } = carts.$position.get()
      return download.read(filter)
    },
  }
}
