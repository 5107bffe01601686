import { type FrameContext, frameContext } from './context.ts'

type Callback = (value: FrameContext, unsubscribe?: () => void) => void

/**
 * Provides the frame's context to whatever asks for it by the context protocol, and what has subscribed with every later value.
 * `ContextProvider` of `@lit/context` would do the same for 300 bytes more before the paint (docs/decisions/004-context.md).
 */
export class FrameProvider {
  value: FrameContext
  readonly #subscribers = new Map<Callback, () => void>()

  constructor(host: HTMLElement, value: FrameContext) {
    this.value = value
    host.addEventListener('context-request', (event) => {
      if (event.context !== frameContext) return
      event.stopPropagation()
      const callback = event.callback as Callback
      if (!event.subscribe) return callback(this.value)
      const unsubscribe = this.#subscribers.get(callback) ?? (() => void this.#subscribers.delete(callback))
      this.#subscribers.set(callback, unsubscribe)
      callback(this.value, unsubscribe)
    })
  }

  setValue(value: FrameContext) {
    this.value = value
    for (const [callback, unsubscribe] of this.#subscribers) callback(value, unsubscribe)
  }

  /** Tells a `ContextRoot` of the page, which has the requests that came before the frame. */
  announce(host: HTMLElement) {
    const event = new Event('context-provider', { bubbles: true, composed: true })
    host.dispatchEvent(Object.assign(event, { context: frameContext, contextTarget: host }))
  }
}
