import type { Step } from '../qa-states/index.ts'
import { byId } from './element.ts'

/** What the page knows of its visit. */
export interface Run {
  id: string
  /** Path below which the visit's proxy and controls are. */
  base: string
  cartId: string
  steps: Step[]
  /** The state is one of waiting, so time limits are off. */
  held: boolean
  /** The widget's sentences in languages that are no file of it, by their tag. */
  messages: Record<string, Record<string, string>>
}

export function readRun(): Run {
  return JSON.parse(byId('run').textContent ?? '')
}
