import type { Step } from '../qa-states/index.ts'
import type { Controls } from './controls.ts'

const everyMs = 50
const longestMs = 20_000

/** Plays the shopper: taps the widget's own buttons, and turns switches in between. */
export async function takeSteps(frame: Element, steps: Step[], controls: Controls): Promise<void> {
  for (const step of steps) {
    if ('wait' in step) await until(() => frame.getAttribute('status') === step.wait)
    else if ('tap' in step) await tap(frame, step.tap, step.every)
    else await controls.send(step.method, step.path, step.body)
  }
}

async function tap(frame: Element, part: string, every = false) {
  await until(() => enabled(frame, part).length > 0)
  if (!every) return enabled(frame, part)[0]?.click()
  for (const button of enabled(frame, part)) {
    button.click()
    // A row takes its button along when it goes; the next one is tapped once the list has settled.
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

function enabled(root: Element, part: string): HTMLElement[] {
  return [...deep(root)].filter(
    (found): found is HTMLElement => found.matches(`[part~="${part}"]:not(:disabled)`) && found instanceof HTMLElement,
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

async function until(isSo: () => boolean): Promise<void> {
  for (let waitedMs = 0; !isSo(); waitedMs += everyMs) {
    if (waitedMs > longestMs) throw new Error('The widget did not get where the next step begins')
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
