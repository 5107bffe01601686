import type { Step } from '../qa-states/index.ts'
import type { Controls } from './controls.ts'
import { readRun } from './qa-run.ts'

const everyMs = 50
const maxMs = 20_000

/** Plays the shopper: taps the widget's own buttons, types into its fields, and turns switches in between. */
export async function playSteps(frame: Element, steps: Step[], controls: Controls): Promise<void> {
  for (const step of steps) {
    if ('wait' in step) await until(() => frame.getAttribute('status') === step.wait)
    else if ('tap' in step) await tap(frame, step)
    else if ('tick' in step) await tick(frame, step.tick)
    else if ('otherTab' in step) await readInOtherTab(step.otherTab)
    else if ('shopperToken' in step || 'messages' in step) Object.assign(frame, step)
    else if ('service' in step) answer(step.service)
    else if ('type' in step) await type(frame, step, controls)
    else await controls.send(step.method, step.path, step.body)
  }
}

async function tap(frame: Element, { tap: part, every, index = 0 }: Extract<Step, { tap: string }>) {
  await until(() => enabled(frame, part).length > index)
  if (!every) return enabled(frame, part)[index]?.click()
  for (const button of enabled(frame, part)) {
    button.click()
    // A removed row removes its button, so the next tap waits until the list has settled.
    await delay()
  }
}

async function tick(frame: Element, channel: string) {
  const boxes = () => enabled(frame, 'consent').flatMap((group) => [...group.querySelectorAll('input')])
  // While a choice is being saved the box ignores taps.
  const box = () => boxes().find(({ name, ariaBusy }) => name === channel && ariaBusy !== 'true')
  await until(() => box() !== undefined)
  box()?.click()
  await delay()
}

/** The page's own service takes what is asked for, or is away. */
function answer(service: 'takes' | 'fails') {
  document.addEventListener('cart-recovery-back-in-stock-request', (event) => {
    event.respondWith(service === 'takes' ? Promise.resolve() : Promise.reject(new TypeError('The service is away')))
  })
}

async function type(frame: Element, step: Extract<Step, { type: string }>, controls: Controls) {
  const field = () => enabled(frame, step.type).find((found) => found instanceof HTMLInputElement)
  await until(() => field() !== undefined)
  const input = field()
  if (!input) return
  input.value = 'text' in step ? step.text : await readCode(step.codeFor, controls)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  // A complete code is submitted by the widget; everything else is submitted with Enter.
  await delay()
  if (input.isConnected && !input.readOnly) input.form?.requestSubmit()
}

/** Reads the newest text message to a number, as soon as there is one with a code. */
async function readCode(phone: string, controls: Controls): Promise<string> {
  let code: string | undefined
  await until(async () => {
    code = (await controls.messages()).findLast((message) => message.to === phone && message.code)?.code
    return code !== undefined
  })
  return code ?? ''
}

/** What a duplicated tab does when it is shown: the browser gave it a copy of what this tab keeps. */
async function readInOtherTab(path: string): Promise<void> {
  const { cartHandle } = JSON.parse(sessionStorage.getItem('cart-recovery') ?? '{}')
  const response = await fetch(`${readRun().base}/cart-recovery${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ cartHandle }),
  })
  if (!response.ok) throw new Error(`The other tab was answered ${response.status}`)
}

/** The elements with this part that are enabled. */
function enabled(root: Element, part: string): HTMLElement[] {
  return [...deep(root)].filter(
    (found): found is HTMLElement =>
      found.matches(`[part~="${part}"]:not(:disabled, [aria-disabled="true"])`) && found instanceof HTMLElement,
  )
}

/** Every element below, through open shadow roots. */
function* deep(root: Element | ShadowRoot): Generator<Element> {
  const shadow = root instanceof Element ? root.shadowRoot : undefined
  for (const child of [...(shadow ? shadow.children : []), ...root.children]) {
    yield child
    yield* deep(child)
  }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; !(await isSo()); waitedMs += everyMs) {
    if (waitedMs > maxMs) throw new Error('The widget did not get where the next step begins')
    await delay()
  }
}

const delay = () => new Promise((resolve) => setTimeout(resolve, everyMs))
