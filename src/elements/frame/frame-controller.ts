import type { ReactiveController, ReactiveControllerHost } from 'lit'

import { parts } from '../styles/parts.ts'
import { type FrameContext, type FrameView, frameContext } from './context.ts'
import { ContextRequest } from './context-request.ts'

type FollowedStore = '$recovery' | '$change' | '$pendingAction'

/**
 * Ties an element to the nearest frame, and renders it again whenever a store it follows changes. Outside of a
 * frame there is no view, and so nothing to render.
 */
export class FrameController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #follows: readonly FollowedStore[]
  #frame: FrameContext | undefined
  #unlisten: (() => void)[] = []

  constructor(host: ReactiveControllerHost & HTMLElement, ...follows: FollowedStore[]) {
    this.#host = host
    this.#follows = follows
    host.addController(this)
  }

  get view(): FrameView | undefined {
    if (!this.#frame) return undefined
    const { store, $settings, deferred } = this.#frame
    return {
      store,
      settings: $settings.get(),
      recovery: store.$recovery.get(),
      summary: store.$summary.get(),
      deferred,
    }
  }

  hostConnected() {
    if (!this.#host.hasAttribute('exportparts')) this.#host.setAttribute('exportparts', parts)
    this.#host.dispatchEvent(new ContextRequest(frameContext, this.#host, (frame) => this.#join(frame)))
  }

  hostDisconnected() {
    for (const stop of this.#unlisten) stop()
    this.#frame = undefined
  }

  #join(frame: FrameContext) {
    const { store, $settings } = frame
    const render = () => this.#host.requestUpdate()
    this.#frame = frame
    this.#unlisten = [$settings, ...this.#follows.map((name) => store[name])].map(($store) => $store.listen(render))
    render()
  }
}
