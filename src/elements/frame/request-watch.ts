import type { ReactiveController, ReactiveControllerHost } from 'lit'

type Answers = {
  [Name in keyof WindowEventMap as Name extends `cart-recovery-${string}-request` | 'pageshow' | 'online'
    ? Name
    : never]?: (event: WindowEventMap[Name]) => unknown
}

/**
 * Answers events of the whole page. A request may come from any element, and a shop may cancel it: the answer waits
 * for a microtask, so that listeners which were added later can cancel too.
 */
export class RequestWatch implements ReactiveController {
  readonly #answers: Answers

  constructor(host: ReactiveControllerHost, answers: Answers) {
    this.#answers = answers
    host.addController(this)
  }

  hostConnected() {
    for (const name in this.#answers) window.addEventListener(name, this)
  }

  hostDisconnected() {
    for (const name in this.#answers) window.removeEventListener(name, this)
  }

  handleEvent(event: Event) {
    queueMicrotask(() => event.defaultPrevented || this.#answers[event.type as keyof Answers]?.(event as never))
  }
}
