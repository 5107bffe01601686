import type { ConsoleStore, View } from '../state/console-store.ts'

/** Under which name a view stands in a state, beside whatever the page keeps there. */
const key = 'cartRecoveryConsole'
const names = ['summary', 'carts', 'reports', 'settings', 'cart', 'reminder'] as const satisfies View['name'][]

/** The entry of the page's own from which the console set out. Its state is not ours, so it is remembered here. */
interface Start {
  place: string
  view: View
}

/**
 * Makes Back and Forward walk through the views: each one that is opened is an entry of the browser's history. The
 * view stands in the entry's state, so the address never holds a cart's id. Entries of the page's own are only read.
 * Returns how to stop.
 */
export function followHistory(store: ConsoleStore): () => void {
  const { $view, $session } = store
  let start: Start | undefined
  let popped: View | undefined

  // A reload begins again at the first view, whatever this entry showed before.
  if (toView(history.state)) write('replaceState', $view.get())

  const stop = $view.listen((view, before) => {
    if (view === popped || (before && isSame(view, before))) return
    if ($session.get().status === 'signed-in') {
      if (!toView(history.state)) start = { place: placeOf(history.state), view: before ?? view }
      write('pushState', view)
    } else if (toView(history.state)) {
      // Signing out leads nowhere: the entry shows something else from now on.
      write('replaceState', view)
    }
  })

  const handlePop = ({ state }: PopStateEvent) => {
    const isOver = ['signed-out', 'signing-in'].includes($session.get().status)
    const view = toView(state) ?? (start?.place === placeOf(state) ? start.view : undefined)
    if (!view || isOver) return
    popped = isLost(view) ? { name: 'cart', id: view.id } : view
    if (!isSame(popped, $view.get())) store.open(popped)
  }

  /** A reminder that was cleared, or is about another cart now, cannot be shown again. */
  function isLost(view: View): view is Extract<View, { id: string }> {
    const reminder = store.reminder.$reminder.get()
    return view.name === 'reminder' && (reminder.status === 'idle' || reminder.cartId !== view.id)
  }

  addEventListener('popstate', handlePop)
  return () => {
    stop()
    removeEventListener('popstate', handlePop)
  }
}

function write(method: 'pushState' | 'replaceState', view: View) {
  const { state } = history
  // A router of the page's finds in every entry what it keeps in its own.
  const kept = typeof state === 'object' ? state : {}
  try {
    history[method]({ ...kept, [key]: view }, '')
  } catch {
    // A sandboxed page, or too many in a row: the view changes all the same.
  }
}

/** What tells entries apart that are not ours: another address, or another state. */
function placeOf(state: unknown): string {
  const { href } = location
  try {
    return `${href} ${JSON.stringify(state)}`
  } catch {
    // A state may hold more than JSON can say.
    return href
  }
}

function toView(state: unknown): View | undefined {
  if (typeof state !== 'object' || state === null || !(key in state)) return undefined
  const view: unknown = state[key]
  if (typeof view !== 'object' || view === null || !('name' in view)) return undefined
  const name = names.find((known) => known === view.name)
  if (name !== 'cart' && name !== 'reminder') return name && { name }
  return 'id' in view && typeof view.id === 'string' ? { name, id: view.id } : undefined
}

function isSame(one: View, other: View): boolean {
  return one.name === other.name && ('id' in one ? one.id : '') === ('id' in other ? other.id : '')
}
