import { createControls } from './controls.ts'
import { byId } from './element.ts'
import { startLedger } from './ledger.ts'
import { observeFrame } from './qa-evidence.ts'
import { wireLanguage } from './qa-language.ts'
import { readRun } from './qa-run.ts'
import { playSteps } from './qa-steps.ts'
import { wireSwitches } from './qa-switches.ts'

const run = readRun()
const controls = createControls(`${run.base}/sandbox`)
const frame = document.querySelector('cart-recovery')
startLedger(controls)
byId('reload').addEventListener('click', () => location.reload())
if (frame) {
  observeFrame(frame)
  wireLanguage(frame, run.messages)
  void wireSwitches(controls, run.cartId)
  void playSteps(frame, run.steps, controls)
}
