import type { ReactiveController, ReactiveControllerHost } from 'lit'

/**
 * Answers the request events of the whole page: any element may ask, and a shop may cancel. The answer waits
 * until every listener was heard, whichever was added first.
 */
export class RequestWatch implements ReactiveController {
  private readonly answers: Record<string, () => unknown>

  constructor(host: ReactiveControllerHost, answers: Record<string, () => unknown>) {
    this.answers = answers
    host.addController(this)
  }

  hostConnected() {
    for (const name in this.answers) window.addEventListener(name, this)
  }

  hostDisconnected() {
    for (const name in this.answers) window.removeEventListener(name, this)
  }

  handleEvent(event: Event) {
    queueMicrotask(() => event.defaultPrevented || this.answers[event.type]?.())
  }
}
