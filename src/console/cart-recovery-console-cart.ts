import { html, LitElement, nothing } from 'lit'

import type { MerchantCart, MerchantCartAnswer, MerchantMessage } from '../contract/browser.ts'
import { formatMoney } from '../format/index.ts'
import { styles } from './cart-recovery-console-cart.styles.ts'
import { ConsoleController, type ConsoleSettings } from './frame/context.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { problemNotice, skeleton } from './templates/notices.ts'
import { image } from './templates/safe-image.ts'
import { cartPill, messageDetails, messagePill, messageWay } from './templates/status-pill.ts'
import { formatMoment, formatTotal } from './text/format.ts'
import type { ConsoleText } from './text/messages.ts'
import { refusalText } from './text/problem-text.ts'

type LineItem = MerchantCartAnswer['lineItems'][number]

const steps = ['abandonedAt', 'openedAt', 'checkedOutAt', 'orderedAt'] as const satisfies (keyof MerchantCart)[]

/** One cart: its history, its items, its shopper (masked), the messages about it, and a button that writes a reminder. */
export class CartRecoveryConsoleCartElement extends LitElement {
  static override styles = [base, controls, styles]

  readonly #console = new ConsoleController(this, ({ $cart }) => [$cart])

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { text } = settings
    const data = store.$cart.get()
    const answer = latestValue(data)
    return html`<div class="view" aria-busy=${data.status === 'loading' ? 'true' : 'false'}>
      <button type="button" class="button quiet back" @click=${() => store.open({ name: 'carts' })}>
        ${text('cart.back')}
      </button>
      <div class="title">
        <h2 tabindex="-1">${titleOf(answer?.cart, settings)}</h2>
        ${answer ? html`<p>${cartPill(answer.cart.status, text)} <span class="muted small">${settings.platformName(answer.cart.platform)}</span></p>` : nothing}
      </div>
      ${data.status === 'failed' ? problemNotice(data.problem, text, store.reload) : nothing}
      ${answer ? this.#renderCart(answer, settings) : data.status === 'failed' ? nothing : skeleton(5)}
    </div>`
  }

  #renderCart({ cart, lineItems, customer, reports, reminderRefusal }: MerchantCartAnswer, settings: ConsoleSettings) {
    const { text, locale } = settings
    return html`<div class="columns">
      <section aria-labelledby="items">
        <h3 id="items">${text('cart.items')}</h3>
        ${
          lineItems.length > 0
            ? html`<ul class="lines">${lineItems.map((line) => renderLine(line, settings))}</ul>`
            : html`<p class="muted">${text('cart.gone')}</p>`
        }
        <h3>${text('cart.messages')}</h3>
        ${
          reports.length > 0
            ? html`<ul class="lines">${reports.map((message) => renderMessage(message, settings))}</ul>`
            : html`<p class="muted">${text('cart.noMessages')}</p>`
        }
      </section>
      <div class="aside">
        <section class="box" aria-labelledby="history">
          <h3 id="history">${text('cart.history')}</h3>
          <ol class="moments">${steps.map((name) => renderStep(name, cart[name], text, locale))}</ol>
        </section>
        <section class="box" aria-labelledby="customer">
          <h3 id="customer">${text('cart.customer')}</h3>
          ${renderCustomer(customer, lineItems.length > 0, text)}
          ${
            reminderRefusal
              ? html`<p class="refusal"><b>${text('cart.cannotRemind')}</b> ${refusalText(refusalOf(cart.status, reminderRefusal), text)}</p>`
              : html`<button type="button" class="button primary" @click=${() => this.#remind(cart.id, text)}>
                  <span>${text('cart.remind')}</span>
                </button>`
          }
        </section>
      </div>
    </div>`
  }

  #remind(id: string, text: ConsoleText) {
    const { store } = this.#console
    const paragraphs = [
      text('reminder.draftGreeting'),
      text('reminder.draftMessage'),
      '{link}',
      text('reminder.draftEnd'),
    ]
    const draft = { subject: text('reminder.draftSubject'), message: paragraphs.join('\n\n') }
    store?.reminder.begin(id, { ...draft, offerDiscount: '', consent: false })
    store?.open({ name: 'reminder', id })
  }
}

function titleOf(cart: MerchantCart | undefined, { text, locale }: ConsoleSettings): string {
  const total = cart ? formatTotal(cart, locale) : ''
  if (!total) return text('cart.title')
  return cart?.shopper ? text('cart.titleShopper', { shopper: cart.shopper, total }) : text('cart.titleOf', { total })
}

function renderLine(
  { name, options, sku, imageUrl, quantity, price }: LineItem,
  { text, locale, pageUrl }: ConsoleSettings,
) {
  const details = [
    ...options.map((option) => (option.name ? text('cart.option', option) : option.value)),
    ...(sku ? [sku] : []),
  ]
  return html`<li class="line">
    ${image(imageUrl, pageUrl, 56)}
    <div>
      <p class="name"><bdi>${name}</bdi></p>
      ${details.length > 0 ? html`<p class="muted small">${details.map((detail, index) => html`${index > 0 ? ' · ' : ''}<bdi>${detail}</bdi>`)}</p>` : nothing}
    </div>
    <p class="number"><span class="muted">${text('cart.quantity', { count: quantity })}</span> <bdi>${formatMoney(price, locale)}</bdi></p>
  </li>`
}

function renderMessage(message: MerchantMessage, settings: ConsoleSettings) {
  const { text, locale } = settings
  return html`<li class="message">
    <p class="name">${text(`messageList.${message.kind}`)} <span class="muted small">· ${messageWay(message, settings)} · <bdi class="number">${formatMoment(message.updatedAt, locale)}</bdi></span></p>
    <p>${messagePill(message.status, text)}</p>
    <p class="muted small">${messageDetails(message, settings)}</p>
  </li>`
}

function renderStep(name: (typeof steps)[number], instant: string | null, text: ConsoleText, locale: string) {
  return html`<li class=${instant ? 'done' : ''}>
    <span>${text(`cart.${name}`)}</span>
    ${
      instant
        ? html`<time class="muted small" datetime=${instant}>${formatMoment(instant, locale)}</time>`
        : html`<span class="muted small">${text('cart.notYet')}</span>`
    }
  </li>`
}

function renderCustomer(customer: MerchantCartAnswer['customer'] = {}, isReadable: boolean, text: ConsoleText) {
  const known = (['name', 'email', 'phone'] as const).filter((field) => customer[field])
  if (known.length === 0) {
    return html`<p class="muted small">${text(isReadable ? 'cart.unknownShopper' : 'cart.notReadable')}</p>`
  }
  return html`
    <dl>${known.map((field) => html`<div><dt class="muted small">${text(`cart.${field}`)}</dt><dd><bdi>${customer[field]}</bdi></dd></div>`)}</dl>
    <p class="muted small">${text('cart.customerHint')}</p>
  `
}

/** The reason to show. That a cart was ordered or closed explains more than what its platform cannot do. */
function refusalOf(status: MerchantCart['status'], refusal: string): string {
  return status === 'recovered' ? 'already-ordered' : status === 'closed' ? 'cart-gone' : refusal
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-cart': CartRecoveryConsoleCartElement
  }
}
