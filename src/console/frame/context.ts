import { type Context, ContextConsumer } from '@lit/context'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { ReadableAtom } from 'nanostores'

import type { ConsoleStore } from '../state/console-store.ts'

/** What the page wrote on the frame, made safe. */
export interface ConsoleSettings {
  /** A BCP 47 tag that `Intl` accepts. */
  locale: string
  /** Channels whose settings can be looked at. */
  channels: readonly string[]
  /** Platforms to filter by, beside those that were seen. */
  platforms: readonly string[]
  /** Whose settings the page says they are; empty where it says nothing. */
  settingsLabel: string
  /** What addresses of pictures are compared with. */
  pageUrl: string
}

/** What the frame shares with everything inside of it. */
export interface ConsoleContext {
  readonly store: ConsoleStore
  readonly $settings: ReadableAtom<ConsoleSettings>
}

/** The key under which an element finds the console around it, by `@lit/context` or any other hand. */
export const consoleContext = 'cart-recovery-console' as Context<string, ConsoleContext>

/**
 * Ties an element to the console around it, and renders it again whenever something it follows changes. Outside of a
 * console there is nothing to render.
 */
export class ConsoleController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #follows: (store: ConsoleStore) => readonly ReadableAtom[]
  #context: ConsoleContext | undefined
  #unlisten: (() => void)[] = []

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    follows: (store: ConsoleStore) => readonly ReadableAtom[] = () => [],
  ) {
    this.#host = host
    this.#follows = follows
    host.addController(this)
    new ContextConsumer(host, { context: consoleContext, callback: (context) => this.#join(context) })
  }

  get store(): ConsoleStore | undefined {
    return this.#context?.store
  }

  get settings(): ConsoleSettings | undefined {
    return this.#context?.$settings.get()
  }

  hostDisconnected() {
    this.#leave()
  }

  #join(context: ConsoleContext) {
    this.#leave()
    const render = () => this.#host.requestUpdate()
    this.#context = context
    this.#unlisten = [context.$settings, ...this.#follows(context.store)].map(($store) => $store.listen(render))
    render()
  }

  #leave() {
    for (const stop of this.#unlisten) stop()
    this.#unlisten = []
    this.#context = undefined
  }
}
