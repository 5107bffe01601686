import { readRun } from './qa-run.ts'

// Runs before the widget: the tab may still remember the cart of another visit.
const visit = 'qa-run'
const { id, held } = readRun()
if (sessionStorage.getItem(visit) !== id) {
  sessionStorage.removeItem('cart-recovery')
  sessionStorage.setItem(visit, id)
}
// A state of waiting must not end by a time limit while it is looked at.
if (held) AbortSignal.timeout = () => new AbortController().signal
