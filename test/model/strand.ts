import { AsyncLocalStorage } from 'node:async_hooks'

/** Whose work a piece of code is: it follows every await, timer and callback. */
export interface Strand {
  /** The name of who acts: a tab, a platform, a worker. */
  act: string
  /** The instance that works for it; absent in the browser and at the platforms. */
  instance?: string
}

export const strands = new AsyncLocalStorage<Strand>()
