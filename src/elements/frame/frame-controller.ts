import { ContextEvent } from '@lit/context'
import type { ReactiveController, ReactiveControllerHost } from 'lit'

import { parts } from '../styles/parts.ts'
import { type FrameContext, type FrameView, frameContext } from './context.ts'

type FollowedStore = '$recovery' | '$change' | '$pendingAction'

/**
 * Connects an element to the nearest frame, and renders it again whenever a store that it follows changes. Outside of a
 * frame there is no view, and so nothing to render.
 */
export class FrameController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #followed: readonly FollowedStore[]
  #frame: FrameContext | undefined
  #unlisten: (() => void)[] = []
  #unsubscribe: (() => void) | undefined

  constructor(host: ReactiveControllerHost & HTMLElement, ...followed: FollowedStore[]) {
    this.#host = host
    this.#followed = followed
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
    this.#host.dispatchEvent(new ContextEvent(frameContext, this.#host, this.#join, true))
  }

  hostDisconnected() {
    this.#unsubscribe?.()
    this.#leave()
  }

  /** Takes what the frame provides: at once, and anew whenever it is another. */
  readonly #join = (frame: FrameContext, unsubscribe?: () => void) => {
    this.#leave()
    this.#unsubscribe = unsubscribe
    this.#frame = frame
    this.#host.requestUpdate()
    const { store, $settings } = frame
    const render = () => this.#host.requestUpdate()
    this.#unlisten = [$settings, ...this.#followed.map((name) => store[name])].map(($store) => $store.listen(render))
  }

  #leave() {
    for (const stop of this.#unlisten) stop()
    this.#unlisten = []
    this.#frame = undefined
  }
}
