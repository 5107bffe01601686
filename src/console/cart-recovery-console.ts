import { ContextProvider } from '@lit/context'
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { property, state } from 'lit/decorators.js'
import { atom } from 'nanostores'
import { toLocale } from '../format/index.ts'
import { styles } from './cart-recovery-console.styles.ts'
import { announce } from './frame/announcements.ts'
import { type ConsoleLanguage, languageFor } from './frame/console-language.ts'
import { type ConsoleSettings, consoleContext } from './frame/context.ts'
import { createTabRow } from './frame/tab-row.ts'
import { followHistory } from './frame/view-history.ts'
import { watchLanguage } from './frame/watch-language.ts'
import { createMerchantClient } from './merchant-client.ts'
import { type ConsoleStore, createConsoleStore, type View } from './state/console-store.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'

const tabs = ['summary', 'carts', 'messages', 'settings'] as const
type Tab = (typeof tabs)[number]

/**
 * The merchant's console: recovered revenue and what stock cost, the abandoned carts, a reminder for one of them, the
 * status of every message, and the platform's settings. Signing in takes a merchant key. Key and session are kept in
 * this page's memory only, so a reload asks for the key again.
 *
 * @slot sign-in - Text or controls of the page below the sign-in.
 * @cssprop [--cart-recovery-accent=currentColor] - Background of main buttons, and bars.
 * @cssprop [--cart-recovery-on-accent] - Text on it. White or black by the background's lightness.
 * @cssprop [--cart-recovery-background] - Background of fields. White or black by the text's lightness.
 * @cssprop [--cart-recovery-positive] - Text of good news.
 * @cssprop [--cart-recovery-caution] - Text of news that needs attention, and bars of lost revenue.
 * @cssprop [--cart-recovery-critical] - Text of bad news.
 * @cssprop [--cart-recovery-radius=0.6em] - Corners.
 * @cssprop [--cart-recovery-gap=1.5em] - Space between things.
 * @example
 * <cart-recovery-console endpoint="/cart-recovery" channels="1,3"></cart-recovery-console>
 */
export class CartRecoveryConsoleElement extends LitElement {
  static override styles = [base, controls, styles]

  /** Base path or URL of the proxy. */
  @property() endpoint = '/cart-recovery'
  /** Ids of the channels whose settings can be shown, separated by commas. */
  @property() channels?: string | null
  /** Platforms to filter carts by, separated by commas, beside those of listed carts. */
  @property() platforms?: string | null
  /** Heading of the settings, such as the platform's name and what is set there. */
  @property({ attribute: 'settings-label' }) settingsLabel?: string | null
  /** Language of words, numbers, amounts and dates; the nearest `lang` if there is none. */
  @property() locale?: string | null

  /** Everything that the console knows and can do, for the page's own elements. */
  readonly store: ConsoleStore

  @state() private announcement = ''
  #language: ConsoleLanguage & { tag: string } = this.#follow(this.#tagOf())
  readonly #$settings = atom<ConsoleSettings>(this.#readSettings())
  readonly #tabRow = createTabRow()
  #stops: (() => void)[] = []
  #announcementTimer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    const frame = this
    // The client reads the endpoint for every request, so an attribute that is set later counts.
    const client = createMerchantClient({
      get endpoint() {
        return frame.endpoint
      },
    })
    this.store = createConsoleStore(client)
    new ContextProvider(this, {
      context: consoleContext,
      initialValue: { store: this.store, $settings: this.#$settings },
    })
  }

  /** Signs in with a key that the page has, as if the merchant had typed it. */
  signIn(merchantKey: string): Promise<void> {
    return this.store.signIn(merchantKey)
  }

  override connectedCallback() {
    super.connectedCallback()
    const { $session, $view } = this.store
    this.#stops = [
      this.#tabRow.stop,
      announce(this.store, () => this.#language.text, this.#announce),
      followHistory(this.store),
      watchLanguage(() => {
        if (this.#tagOf() !== this.#language.tag) this.#updateSettings()
      }),
      $session.listen((now, before) => {
        this.requestUpdate()
        // Only after a first sign-in: until then the page decides where the focus is.
        if (now.status === 'signed-in') void this.#focusSoon('[role="tabpanel"] > *')
        else if (before?.status === 'signed-in') void this.#focusSoon('cart-recovery-console-sign-in')
      }),
      $view.listen((now, before) => {
        this.requestUpdate()
        if (before) this.#followView(now, before)
      }),
    ]
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    for (const stop of this.#stops) stop()
    clearTimeout(this.#announcementTimer)
    // Key, session and customers' data are forgotten when the element leaves the page.
    if (!this.isConnected) this.store.signOut()
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const names = ['channels', 'platforms', 'locale', 'settingsLabel'] as const
    if (!this.hasUpdated || names.some((name) => changed.has(name))) this.#updateSettings()
    if (this.hasUpdated && changed.has('endpoint')) this.store.signOut()
  }

  protected override updated() {
    this.#tabRow.follow(this.renderRoot.querySelector<HTMLElement>('[role="tablist"]'))
  }

  protected override render(): unknown {
    const session = this.store.$session.get()
    const isIn = session.status === 'signed-in'
    // When a session has ended, the views stay behind the sign-in with everything that was typed in them.
    const hasViews = isIn || session.status === 'ended' || (session.status === 'signing-in' && session.again)
    const { language } = this.#language
    return html`
      <p class="visually-hidden" role="status" lang=${language}>${this.announcement}</p>
      ${
        isIn
          ? nothing
          : html`<cart-recovery-console-sign-in lang=${language}><slot name="sign-in"></slot></cart-recovery-console-sign-in>`
      }
      ${hasViews ? html`<div class="frame" lang=${language} ?hidden=${!isIn}>${this.#renderTabs()} ${this.#renderPanel()}</div>` : nothing}
    `
  }

  #renderTabs() {
    const chosen = tabOf(this.store.$view.get())
    const { text } = this.#language
    return html`<div class="top">
      <div role="tablist" aria-label=${text('navigation')} @keydown=${this.#handleKey}>
        ${tabs.map((name) => {
          const isChosen = name === chosen
          return html`<button
            type="button" role="tab" id=${name} class="tab" aria-controls="panel"
            aria-selected=${isChosen ? 'true' : 'false'} tabindex=${isChosen ? 0 : -1} @click=${() => this.store.open({ name })}
          >${text(`views.${name}`)}</button>`
        })}
      </div>
      <button type="button" class="button quiet sign-out" @click=${() => this.store.signOut()}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9" /></svg><span>${text('signOut')}</span></button>
    </div>`
  }

  #renderPanel() {
    const view = this.store.$view.get()
    return html`<div role="tabpanel" id="panel" aria-labelledby=${tabOf(view)}>${renderView(view)}</div>`
  }

  /** Arrow keys move along the tabs in the direction they point to. */
  readonly #handleKey = (event: KeyboardEvent) => {
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    const at = tabs.indexOf(tabOf(this.store.$view.get()))
    const steps: Record<string, number> = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: tabs.length - 1 }
    const name = tabs.at((steps[event.key] ?? Number.NaN) % tabs.length)
    if (!(event.key in steps) || !name) return
    event.preventDefault()
    this.store.open({ name })
    this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus()
  }

  /** Opening a cart moves the focus into it, leaving it moves it back to the cart's row. A focused tab keeps it. */
  #followView(now: View, before: View) {
    if ('id' in now) void this.#focusSoon('[role="tabpanel"] > *')
    else if (!this.renderRoot.querySelector('[role="tab"]:focus')) {
      void this.#focusSoon('[role="tabpanel"] > *', 'id' in before ? before.id : undefined)
    }
  }

  /** Focuses the row of this cart, or else the heading of the view, once it is rendered. */
  async #focusSoon(selector: string, rowId?: string) {
    await this.updateComplete
    const target = this.renderRoot.querySelector<LitElement>(selector)
    await target?.updateComplete
    const inside = target?.shadowRoot
    const row = rowId && inside?.querySelector<HTMLElement>(`[data-id="${CSS.escape(rowId)}"]`)
    const heading = inside?.querySelector<HTMLElement>('h2')
    if (target?.localName.endsWith('sign-in')) target.focus()
    else if (row) row.focus()
    else heading?.focus()
  }

  readonly #announce = (text: string) => {
    clearTimeout(this.#announcementTimer)
    // The region has to be on the page before its text changes, or some screen readers stay silent.
    this.#announcementTimer = setTimeout(() => {
      this.announcement = text
    }, 100)
  }

  #tagOf(): string {
    return toLocale(this.locale || this.closest('[lang]')?.getAttribute('lang'))
  }

  /** The words for a tag: English until the file of another language is there. */
  #follow(tag: string): ConsoleLanguage & { tag: string } {
    const found = languageFor(tag, (loaded) => {
      if (this.#language.tag !== tag) return
      this.#language = { ...loaded, tag }
      this.#updateSettings()
    })
    return { ...found, tag }
  }

  #updateSettings() {
    this.#$settings.set(this.#readSettings())
    this.requestUpdate()
  }

  #readSettings(): ConsoleSettings {
    const locale = this.#tagOf()
    if (locale !== this.#language.tag) this.#language = this.#follow(locale)
    const { text, language } = this.#language
    return {
      text,
      language,
      locale,
      platformName: (platform) => this.store.platformTitles.get(platform) ?? platform,
      channels: toList(this.channels),
      platforms: toList(this.platforms),
      settingsLabel: this.settingsLabel?.trim() ?? '',
      pageUrl: document.baseURI,
    }
  }
}

function renderView(view: View) {
  switch (view.name) {
    case 'summary':
      return html`<cart-recovery-console-summary></cart-recovery-console-summary>`
    case 'carts':
      return html`<cart-recovery-console-carts></cart-recovery-console-carts>`
    case 'cart':
      return html`<cart-recovery-console-cart></cart-recovery-console-cart>`
    case 'reminder':
      return html`<cart-recovery-console-reminder></cart-recovery-console-reminder>`
    case 'messages':
      return html`<cart-recovery-console-messages></cart-recovery-console-messages>`
    case 'settings':
      return html`<cart-recovery-console-settings></cart-recovery-console-settings>`
  }
}

/** The tab of a view: a cart and its reminder belong to the carts. */
function tabOf({ name }: View): Tab {
  return name === 'cart' || name === 'reminder' ? 'carts' : name
}

function toList(text: string | null | undefined): string[] {
  return [...new Set((text ?? '').split(',').map((item) => item.trim()))].filter(Boolean)
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console': CartRecoveryConsoleElement
  }
}
