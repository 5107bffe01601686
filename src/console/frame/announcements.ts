import type { ReadableAtom } from 'nanostores'
import type { ConsoleStore, View } from '../state/console-store.ts'
import type { Reminder } from '../state/reminder.ts'
import type { RemoteData } from '../state/remote-data.ts'
import type { ConsoleText } from '../text/messages.ts'

/**
 * Announces to screen readers what happens without a change of focus: a list that was loaded, settings that were saved.
 * Problems are left out, because they are alerts and announce themselves. Returns a function that stops it.
 */
export function announce(store: ConsoleStore, text: () => ConsoleText, say: (sentence: string) => void): () => void {
  /** Only for the open view: the answer for a view that was left is not announced. */
  const onData = <Value>(
    view: View['name'],
    $data: ReadableAtom<RemoteData<Value>>,
    toText: (value: Value) => string,
  ) =>
    $data.listen((now, before) => {
      if (store.$view.get().name !== view) return
      if (now.status === 'loading' && now.value === undefined) say(text()('loading'))
      else if (now.status === 'ready' && before?.status === 'loading') say(toText(now.value))
    })

  const stops = [
    onData('summary', store.$summary, () => text()('summary.announced', { count: store.$period.get() })),
    onData('carts', store.carts.$data, ({ carts }) =>
      text()('carts.announced', { count: carts.length, page: store.carts.$position.get().cursors.length }),
    ),
    onData('messages', store.messages.$data, ({ reports }) =>
      text()('messageList.announced', { count: reports.length, page: store.messages.$position.get().cursors.length }),
    ),
    store.$download.listen((now) => {
      if (now.status === 'running') say(text()('carts.downloading'))
      else if (now.status === 'done')
        say(text()(now.isWhole ? 'carts.downloaded' : 'carts.downloadedSome', { count: now.count }))
    }),
    store.settingsView.$saving.listen((saving) => {
      if (saving.status === 'saved') say(text()('settings.saved'))
    }),
    store.reminder.$reminder.listen((now, before) => {
      if (now.status === 'sending') say(text()('reminder.sending'))
      else if (before?.status === 'sending') say(reminderText(now.status, text()))
    }),
    // The last announcement belongs to the view that was left. After signing out there is none.
    store.$view.listen(() => {
      if (store.$session.get().status === 'signed-in') say('')
    }),
    store.$session.listen(({ status }, before) => {
      if (status === 'signed-in') say(text()('signIn.done'))
      else if (status === 'signed-out' && before?.status === 'signed-in') say(text()('signIn.signedOut'))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The result of sending. Empty where it can be tried again: then an alert has said why. */
function reminderText(status: Reminder['status'], text: ConsoleText): string {
  if (status === 'refused') return text('reminder.refused')
  const isEnd = status === 'sent' || status === 'pending' || status === 'unconfirmed'
  return isEnd ? text(`reminder.${status}.title`) : ''
}
