import { type Context, ContextConsumer } from '@lit/context'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { ReadableAtom } from 'nanostores'

import type { ConsoleStore } from '../state/console-store.ts'
import type { ConsoleLanguage } from './console-language.ts'

/** The attributes of the frame, parsed. */
export interface ConsoleSettings extends ConsoleLanguage {
  /** A BCP 47 tag that `Intl` accepts. */
  locale: string
  /** A platform's name as it writes it, as far as an answer has told it. */
  platformName(platform: string): string
  /** Ids of channels whose settings can be shown. */
  channels: readonly string[]
  /** Platforms to filter by, beside those of carts that were listed. */
  platforms: readonly string[]
  /** Heading of the settings; empty for the console's own. */
  settingsLabel: string
  /** Addresses of pictures are resolved against it. */
  pageUrl: string
}

/** What the frame provides to the elements inside it. */
export interface ConsoleContext {
  readonly store: ConsoleStore
  readonly $settings: ReadableAtom<ConsoleSettings>
}

/** The context by which an element finds the console around it, with `@lit/context` or another implementation. */
export const consoleContext = 'cart-recovery-console' as Context<string, ConsoleContext>

/**
 * Connects an element to the console around it, and renders it again when one of the stores it selects changes. Outside
 * a console `store` and `settings` are undefined.
 */
export class ConsoleController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #selectStores: (store: ConsoleStore) => readonly ReadableAtom[]
  #context: ConsoleContext | undefined
  #stopListening: (() => void)[] = []

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    selectStores: (store: ConsoleStore) => readonly ReadableAtom[] = () => [],
  ) {
    this.#host = host
    this.#selectStores = selectStores
    host.addController(this)
    new ContextConsumer(host, { context: consoleContext, callback: (context) => this.#attach(context) })
  }

  get store(): ConsoleStore | undefined {
    return this.#context?.store
  }

  get settings(): ConsoleSettings | undefined {
    return this.#context?.$settings.get()
  }

  hostDisconnected() {
    this.#detach()
  }

  #attach(context: ConsoleContext) {
    this.#detach()
    const render = () => this.#host.requestUpdate()
    this.#context = context
    this.#stopListening = [context.$settings, ...this.#selectStores(context.store)].map(($store) =>
      $store.listen(render),
    )
    render()
  }

  #detach() {
    for (const stop of this.#stopListening) stop()
    this.#stopListening = []
    this.#context = undefined
  }
}
