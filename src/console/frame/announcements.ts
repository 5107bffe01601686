import type { ReadableAtom } from 'nanostores'
import { formatNumber } from '../../format/index.ts'
import type { ConsoleStore, View } from '../state/console-store.ts'
import type { Reminder } from '../state/reminder.ts'
import type { Reading } from '../state/remote-data.ts'
import { messages } from '../text/messages.ts'

/**
 * Puts into words what happened without a change of focus: a list that arrived, settings that were saved. What went
 * wrong says itself, being an alert. Returns how to stop.
 */
export function announce(store: ConsoleStore, locale: () => string, say: (words: string) => void): () => void {
  const number = (count: number) => formatNumber(count, locale())
  /** Of what is looked at: an answer for a view that was left is nobody's news. */
  const onReading = <Value>(
    view: View['name'],
    $reading: ReadableAtom<Reading<Value>>,
    words: (value: Value) => string,
  ) =>
    $reading.listen((now, before) => {
      if (store.$view.get().name !== view) return
      if (now.status === 'loading' && now.value === undefined) say(messages.loading)
      else if (now.status === 'ready' && before?.status === 'loading') say(words(now.value))
    })
  const page = ({ pages }: { pages: readonly unknown[] }) => number(pages.length)

  const stops = [
    onReading('summary', store.$summary, () =>
      messages.summary.announced(messages.summary.days(number(store.$period.get()))),
    ),
    onReading('carts', store.carts.$reading, ({ carts }) => {
      const count = messages.carts.count(carts.length, number(carts.length))
      return messages.listed(count, page(store.carts.$place.get()))
    }),
    onReading('reports', store.reports.$reading, ({ reports }) => {
      const count = messages.reports.count(reports.length, number(reports.length))
      return messages.listed(count, page(store.reports.$place.get()))
    }),
    store.settings.$saving.listen((saving) => {
      if (saving.status === 'saved') say(messages.settings.saved)
    }),
    store.reminder.$reminder.listen((now, before) => {
      if (now.status === 'sending') say(messages.reminder.sending)
      else if (before?.status === 'sending') say(reminderWords(now.status))
    }),
    // What was said belongs to the view that was left. After signing out there is none.
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

/** What became of sending. Where it may be tried again, an alert has said why. */
function reminderWords(status: Reminder['status']): string {
  if (status === 'refused') return messages.reminder.refused
  const isEnd = status === 'sent' || status === 'pending' || status === 'unconfirmed'
  return isEnd ? messages.reminder[status].title : ''
}
