import type { PhoneCountries } from '../contract/browser.ts'

/** What survives a reload in this tab: the handle that stands for the cart, and the choices. Never a token. */
export interface KeptHandle {
  cartHandle: string
  /** Quantities the shopper chose, by line id. */
  choices: Record<string, number>
  /** Variants that the shopper chose in the place of a line's own, by line id. */
  swaps?: Record<string, string>
  /** The cart opens only once the shop has said who its shopper is. */
  signIn?: 'shop'
  /** The mark of `GET /open` that the cart was opened by. */
  opened?: string
  /** For the sign-in form, which an answer to a reload does not tell them. */
  phoneCountries?: PhoneCountries
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

/** Keeps the handle for reload and Back. Where storage is blocked it only marks the page, so that `readMark` says so later. */
export function keepHandle(memory: PageMemory, kept: KeptHandle): void {
  try {
    memory.sessionStorage.setItem(storageKey, JSON.stringify(kept))
  } catch {
    setMark(memory, readMark(memory) ?? true)
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

/**
 * How this page of the history came by its cart: the mark of `GET /open`, which opens it again for ten minutes. True where it
 * could not be kept, and the shopper has to open the message again.
 */
export function readMark({ history }: Pick<PageMemory, 'history'>): string | true | undefined {
  return history.state?.[historyKey]
}

/** The history's state with our key, or without it. It belongs to the shop's router, and one that is no object is left alone. */
export function withMark(before: unknown, mark: string | true | undefined): unknown {
  const state = before ?? {}
  if (!isFields(state) || state[historyKey] === mark) return before
  const { [historyKey]: _, ...others } = state
  return mark ? { ...others, [historyKey]: mark } : others
}

/** True where a cart may have been open in this tab. Cheap, for a page that has not loaded the interface; parses nothing. */
export function hasKept(memory: PageMemory): boolean {
  const isMarked = readMark(memory) !== undefined
  try {
    return isMarked || memory.sessionStorage.getItem(storageKey) !== null
  } catch {
    return isMarked
  }
}

/** Removes the kept handle and the mark, once the cart is ordered or gone. */
export function forgetHandle(memory: PageMemory): void {
  try {
    memory.sessionStorage.removeItem(storageKey)
  } catch {
    // Storage is blocked, so there is nothing to remove.
  }
  setMark(memory, undefined)
}

function setMark({ history }: Pick<PageMemory, 'history'>, mark: string | true | undefined) {
  const state = withMark(history.state, mark)
  if (state !== history.state) history.replaceState(state, '')
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
