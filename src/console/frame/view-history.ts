import type { ConsoleStore, View } from '../state/console-store.ts'

/** The property of `history.state` that holds the view; the page's own properties stay beside it. */
const key = 'cartRecoveryConsole'
const names = ['summary', 'carts', 'messages', 'settings', 'cart', 'reminder'] as const satisfies View['name'][]

/** The page's own history entry that was current before the console's first. Its state is never written. */
interface Start {
  place: string
  view: View
}

/**
 * Lets Back and Forward move between views: each view that is opened becomes an entry of the browser's history. The view
 * is kept in the entry's state, so no address holds a cart's id. The page's own entries are read and never written.
 * Returns a function that stops it.
 */
export function followHistory(store: ConsoleStore): () => void {
  const { $view, $session } = store
  let start: Start | undefined
  let popped: View | undefined

  // A reload shows the first view, whatever this entry showed before.
  if (toView(history.state)) write('replaceState', $view.get())

  const stop = $view.listen((view, before) => {
    if (view === popped || (before && isSame(view, before))) return
    if ($session.get().status === 'signed-in') {
      if (!toView(history.state)) start = { place: placeOf(history.state), view: before ?? view }
      write('pushState', view)
    } else if (toView(history.state)) {
      // Signing out adds no entry: the current one shows the first view from now on.
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

  /** Whether the reminder of this entry is cleared, or is about another cart now. Its cart is shown instead. */
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
  // The page's router finds its own properties in our entries, too.
  const kept = typeof state === 'object' ? state : {}
  try {
    history[method]({ ...kept, [key]: view }, '')
  } catch {
    // A sandboxed page, or too many entries in a row: the view changes without one.
  }
}

/** Tells apart entries that are not ours, by address and state. */
function placeOf(state: unknown): string {
  const { href } = location
  try {
    return `${href} ${JSON.stringify(state)}`
  } catch {
    // Not every state can be written as JSON.
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
