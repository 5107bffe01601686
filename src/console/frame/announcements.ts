import type { ReadableAtom } from 'nanostores'
import { formatNumber } from '../../format/index.ts'
import type { ConsoleStore, View } from '../state/console-store.ts'
import type { ListPosition } from '../state/paged-list.ts'
import type { Reminder } from '../state/reminder.ts'
import type { RemoteData } from '../state/remote-data.ts'
import { messages } from '../text/messages.ts'

/**
 * Announces to screen readers what happens without a change of focus: a list that was loaded, settings that were saved.
 * Problems are left out, because they are alerts and announce themselves. Returns a function that stops it.
 */
export function announce(store: ConsoleStore, locale: () => string, say: (text: string) => void): () => void {
  const number = (count: number) => formatNumber(count, locale())
  /** Only for the open view: the answer for a view that was left is not announced. */
  const onData = <Value>(
    view: View['name'],
    $data: ReadableAtom<RemoteData<Value>>,
    toText: (value: Value) => string,
  ) =>
    $data.listen((now, before) => {
      if (store.$view.get().name !== view) return
      if (now.status === 'loading' && now.value === undefined) say(messages.loading)
      else if (now.status === 'ready' && before?.status === 'loading') say(toText(now.value))
    })
  const page = ({ cursors }: ListPosition) => number(cursors.length)

  const stops = [
    onData('summary', store.$summary, () =>
      messages.summary.announced(messages.summary.days(number(store.$period.get()))),
    ),
    onData('carts', store.carts.$data, ({ carts }) => {
      const count = messages.carts.count(carts.length, number(carts.length))
      return messages.listed(count, page(store.carts.$position.get()))
    }),
    onData('messages', store.messages.$data, ({ reports }) => {
      const count = messages.messageList.count(reports.length, number(reports.length))
      return messages.listed(count, page(store.messages.$position.get()))
    }),
    store.settingsView.$saving.listen((saving) => {
      if (saving.status === 'saved') say(messages.settings.saved)
    }),
    store.reminder.$reminder.listen((now, before) => {
      if (now.status === 'sending') say(messages.reminder.sending)
      else if (before?.status === 'sending') say(reminderText(now.status))
    }),
    // The last announcement belongs to the view that was left. After signing out there is none.
    store.$view.listen(() => {
      if (store.$session.get().status === 'signed-in') say('')
    }),
    store.$session.listen(({ status }, before) => {
      if (status === 'signed-in') say(messages.signIn.done)
      else if (status === 'signed-out' && before?.status === 'signed-in') say(messages.signIn.signedOut)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The result of sending. Empty where it can be tried again: then an alert has said why. */
function reminderText(status: Reminder['status']): string {
  if (status === 'refused') return messages.reminder.refused
  const isEnd = status === 'sent' || status === 'pending' || status === 'unconfirmed'
  return isEnd ? messages.reminder[status].title : ''
}
