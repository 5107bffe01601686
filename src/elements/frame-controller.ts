import type { ReactiveController, ReactiveControllerHost } from 'lit'

import type { Recovery, RecoveryStore, Summary } from '../state/index.ts'
import { type FrameContext, frameContext, type Settings } from './context.ts'
import { ContextRequest } from './context-request.ts'

/** What an element sees of the nearest frame. */
export interface View {
  store: RecoveryStore
  settings: Settings
  recovery: Recovery
  summary: Summary | undefined
}

/**
 * Ties an element to the nearest frame, and renders it again whenever a store it follows changes. Outside of a
 * frame there is no view, and so nothing to render.
 */
export class FrameController implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement
  private readonly follows: readonly ('$recovery' | '$change')[]
  private frame: FrameContext | undefined
  private unlisten: (() => void)[] = []

  constructor(host: ReactiveControllerHost & HTMLElement, ...follows: ('$recovery' | '$change')[]) {
    this.host = host
    this.follows = follows
    host.addController(this)
  }

  get view(): View | undefined {
    if (!this.frame) return undefined
    const { store, $settings } = this.frame
    return { store, settings: $settings.get(), recovery: store.$recovery.get(), summary: store.$summary.get() }
  }

  hostConnected() {
    this.host.dispatchEvent(new ContextRequest(frameContext, this.host, (frame) => this.join(frame)))
  }

  hostDisconnected() {
    for (const stop of this.unlisten) stop()
    this.frame = undefined
  }

  private join(frame: FrameContext) {
    const { store, $settings } = frame
    const render = () => this.host.requestUpdate()
    this.frame = frame
    this.unlisten = [$settings, ...this.follows.map((name) => store[name])].map(($store) => $store.listen(render))
    render()
  }
}
