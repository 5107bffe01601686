/** What survives a reload: never a token, only the handle that stands for the cart, for this tab. */
export interface KeptHandle {
  cartHandle: string
  /** Quantities the shopper chose, by line id. */
  choices: Record<string, number>
  /** Milliseconds since 1970. */
  keptAt: number
}

/** The part of `window` that remembers. Reading `sessionStorage` throws where storage is blocked. */
export interface Memory {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly history: Pick<History, 'state' | 'replaceState'>
}

const entry = 'cart-recovery'
const mark = 'cartRecovery'
const longestMs = 24 * 60 * 60 * 1000

/** Keeps the handle for reload and Back. Where storage is blocked, only a mark without any secret is left. */
export function keepHandle(memory: Memory, kept: KeptHandle): void {
  try {
    memory.sessionStorage.setItem(entry, JSON.stringify(kept))
  } catch {
    setMark(memory, true)
  }
}

/** The kept handle, unless it is older than a day or not in our shape. */
export function readHandle(memory: Memory, now = Date.now()): KeptHandle | undefined {
  try {
    const kept: unknown = JSON.parse(memory.sessionStorage.getItem(entry) ?? 'null')
    return isKept(kept) && now - kept.keptAt < longestMs ? kept : undefined
  } catch {
    return undefined
  }
}

/** True where a cart was open on this page but could not be kept: the message has to be opened again. */
export function isMarked({ history }: Pick<Memory, 'history'>): boolean {
  return isFields(history.state) && history.state[mark] === true
}

/** Quick look for the script tag: is there anything to come back to? */
export function hasKept(memory: Memory): boolean {
  try {
    return memory.sessionStorage.getItem(entry) !== null || isMarked(memory)
  } catch {
    return isMarked(memory)
  }
}

/** Forgets the cart: it was ordered, or is gone. */
export function forgetHandle(memory: Memory): void {
  try {
    memory.sessionStorage.removeItem(entry)
  } catch {
    // Blocked storage holds nothing.
  }
  setMark(memory, false)
}

/** The state belongs to the shop's router: ours is one more key in it, and none where it is no object. */
function setMark({ history }: Pick<Memory, 'history'>, on: boolean) {
  if (isMarked({ history }) === on) return
  const state: unknown = history.state ?? {}
  if (!isFields(state)) return
  const { [mark]: _, ...others } = state
  history.replaceState(on ? { ...others, [mark]: true } : others, '')
}

function isKept(value: unknown): value is KeptHandle {
  return (
    isFields(value) &&
    typeof value.cartHandle === 'string' &&
    typeof value.keptAt === 'number' &&
    isFields(value.choices) &&
    Object.values(value.choices).every(Number.isInteger)
  )
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
