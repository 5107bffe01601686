import type { Problem } from '../../contract/browser.ts'
import type { Attempt, OpenCart, Written } from '../recovery.ts'
import type { Turn } from '../turns.ts'

/** Shows a problem of a write. `stock-moved` is no failure: it shows the cart as it is now, and what changed. */
export function showProblem(turn: Turn, problem: Problem, attempt: Attempt, open: OpenCart, written?: Written): void {
  // An undo stands for the cart, so that no state has it.
  const { cart, outcomes: _outcomes, undo: _undo, ...rest } = problem
  if (problem.code === 'stock-moved' && cart) {
    turn.set({ status: 'ready', open: turn.opened({ ...open, cart }), problem: rest, displayed: open, written })
  } else turn.fail(rest, attempt, { written })
}
