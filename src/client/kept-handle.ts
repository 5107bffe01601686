/** What survives a reload in this tab: the handle that stands for the cart, and the choices. Never a token. */
export interface KeptHandle {
  cartHandle: string
  /** Quantities the shopper chose, by line id. */
  choices: Record<string, number>
  /** The cart opens only once the shop has said who its shopper is. */
  signIn?: 'shop'
  /** Milliseconds since 1970. */
  keptAt: number
}

/** The part of `window` that survives a reload. Reading `sessionStorage` throws where storage is blocked. */
export interface PageMemory {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly history: Pick<History, 'state' | 'replaceState'>
}

const storageKey = 'cart-recovery'
const historyKey = 'cartRecovery'
const maxAgeMs = 24 * 60 * 60 * 1000

/** Keeps the handle for reload and Back. Where storage is blocked it only marks the page, so that `isMarked` is true later. */
export function keepHandle(memory: PageMemory, kept: KeptHandle): void {
  try {
    memory.sessionStorage.setItem(storageKey, JSON.stringify(kept))
  } catch {
    setMark(memory, true)
  }
}

/** The kept handle. Undefined where there is none, or it is older than a day or malformed. */
export function readHandle(memory: PageMemory, now = Date.now()): KeptHandle | undefined {
  try {
    const kept: unknown = JSON.parse(memory.sessionStorage.getItem(storageKey) ?? 'null')
    return isKept(kept) && now - kept.keptAt < maxAgeMs ? kept : undefined
  } catch {
    return undefined
  }
}

/** True where a cart was open on this page and could not be kept. The shopper has to open the message again. */
export function isMarked({ history }: Pick<PageMemory, 'history'>): boolean {
  return isFields(history.state) && history.state[historyKey] === true
}

/** True where a cart may have been open in this tab. Cheap, for a page that has not loaded the interface; parses nothing. */
export function hasKept(memory: PageMemory): boolean {
  try {
    return memory.sessionStorage.getItem(storageKey) !== null || isMarked(memory)
  } catch {
    return isMarked(memory)
  }
}

/** Removes the kept handle and the mark, once the cart is ordered or gone. */
export function forgetHandle(memory: PageMemory): void {
  try {
    memory.sessionStorage.removeItem(storageKey)
  } catch {
    // Storage is blocked, so there is nothing to remove.
  }
  setMark(memory, false)
}

/** Adds our key to the history's state, which belongs to the shop's router. A state that is no object is left alone. */
function setMark({ history }: Pick<PageMemory, 'history'>, on: boolean) {
  if (isMarked({ history }) === on) return
  const state: unknown = history.state ?? {}
  if (!isFields(state)) return
  const { [historyKey]: _, ...others } = state
  history.replaceState(on ? { ...others, [historyKey]: true } : others, '')
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
