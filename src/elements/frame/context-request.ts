import type { Context, ContextCallback, ContextEvent } from '@lit/context'

/**
 * The event of the context protocol, as `@lit/context` sends and answers it. Ours asks once and needs no
 * subscription: a frame's context never changes, what is in it does. That leaves a kilobyte to the shopper.
 */
export class ContextRequest<Value> extends Event implements ContextEvent<Context<unknown, Value>> {
  readonly context: Context<unknown, Value>
  readonly contextTarget: Element
  readonly callback: ContextCallback<Value>

  constructor(context: Context<unknown, Value>, contextTarget: Element, callback: ContextCallback<Value>) {
    super('context-request', { bubbles: true, composed: true })
    this.context = context
    this.contextTarget = contextTarget
    this.callback = callback
  }
}

/** Answers everything below an element that asks for this context. */
export function provide<Value>(host: HTMLElement, context: Context<unknown, Value>, value: Value): void {
  host.addEventListener('context-request', (event) => {
    if (event.context !== context) return
    event.stopPropagation()
    ;(event.callback as ContextCallback<Value>)(value)
  })
}
