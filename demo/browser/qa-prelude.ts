import { readRun } from './qa-run.ts'

// Runs before the widget: a tab remembers one cart, and that of another visit has no business in this one.
const visit = 'qa-run'
const { id, held } = readRun()
if (sessionStorage.getItem(visit) !== id) {
  sessionStorage.removeItem('cart-recovery')
  sessionStorage.setItem(visit, id)
}
// A state of waiting can be looked at for as long as it takes.
if (held) AbortSignal.timeout = () => new AbortController().signal
