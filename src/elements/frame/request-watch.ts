import type { ReactiveController, ReactiveControllerHost } from 'lit'

type Answers = {
  [Name in keyof GlobalEventHandlersEventMap as Name extends `cart-recovery-${string}-request` ? Name : never]?: (
    event: GlobalEventHandlersEventMap[Name],
  ) => unknown
}

/**
 * Answers the request events of the whole page: any element may dispatch one, and a shop may cancel it. The answer waits
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
