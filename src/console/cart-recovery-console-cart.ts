import { html, LitElement, nothing } from 'lit'

import { isCheckoutUrl } from '../client/index.ts'
import type { MerchantCart, MerchantCartAnswer, MerchantMessage } from '../contract/browser.ts'
import { formatMoney, formatNumber } from '../format/index.ts'
import { styles } from './cart-recovery-console-cart.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { problemNotice, skeleton } from './templates/notices.ts'
import { cartPill, messageDetails, messagePill } from './templates/status-pill.ts'
import { formatMoment, formatTotal } from './text/format.ts'
import { messages } from './text/messages.ts'

type LineItem = MerchantCartAnswer['lineItems'][number]

const steps = ['abandonedAt', 'openedAt', 'checkedOutAt', 'orderedAt'] as const satisfies (keyof MerchantCart)[]

/** One cart: its history, its items, its shopper (masked), the messages about it, and a button that writes a reminder. */
export class CartRecoveryConsoleCartElement extends LitElement {
  static override styles = [base, controls, styles]

  readonly #console = new ConsoleController(this, ({ $cart }) => [$cart])

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const data = store.$cart.get()
    const answer = latestValue(data)
    const total = answer && formatTotal(answer.cart, settings.locale)
    return html`<div class="view" aria-busy=${data.status === 'loading' ? 'true' : 'false'}>
      <button type="button" class="button quiet back" @click=${() => store.open({ name: 'carts' })}>
        ${messages.cart.back}
      </button>
      <div class="title">
        <h2 tabindex="-1">${messages.cart.title(total ?? '')}</h2>
        ${answer ? html`<p>${cartPill(answer.cart.status)} <span class="muted small">${answer.cart.platform}</span></p>` : nothing}
      </div>
      ${data.status === 'failed' ? problemNotice(data.problem, store.reload) : nothing}
      ${answer ? this.#renderCart(answer, settings.locale, settings.pageUrl) : data.status === 'failed' ? nothing : skeleton(5)}
    </div>`
  }

  #renderCart(
    { cart, lineItems, customer, reports, reminderRefusal }: MerchantCartAnswer,
    locale: string,
    page: string,
  ) {
    return html`<div class="columns">
      <section aria-labelledby="items">
        <h3 id="items">${messages.cart.items}</h3>
        ${
          lineItems.length > 0
            ? html`<ul class="lines">${lineItems.map((line) => renderLine(line, locale, page))}</ul>`
            : html`<p class="muted">${messages.cart.gone}</p>`
        }
        <h3>${messages.cart.messages}</h3>
        ${
          reports.length > 0
            ? html`<ul class="lines">${reports.map((message) => renderMessage(message, locale))}</ul>`
            : html`<p class="muted">${messages.cart.noMessages}</p>`
        }
      </section>
      <div class="aside">
        <section class="box" aria-labelledby="history">
          <h3 id="history">${messages.cart.history}</h3>
          <ol class="moments">${steps.map((name) => renderStep(messages.cart.steps[name], cart[name], locale))}</ol>
        </section>
        <section class="box" aria-labelledby="customer">
          <h3 id="customer">${messages.cart.customer}</h3>
          ${renderCustomer(customer, lineItems.length > 0)}
          ${
            reminderRefusal
              ? html`<p class="refusal"><b>${messages.cart.cannotRemind}</b> ${messages.refusal(refusalOf(cart.status, reminderRefusal))}</p>`
              : html`<button type="button" class="button primary" @click=${() => this.#remind(cart.id)}>
                  <span>${messages.cart.remind}</span>
                </button>`
          }
        </section>
      </div>
    </div>`
  }

  #remind(id: string) {
    const { store } = this.#console
    store?.reminder.begin(id, { ...messages.reminder.draft, offerDiscount: '', consent: false })
    store?.open({ name: 'reminder', id })
  }
}

function renderLine({ name, options, sku, imageUrl, quantity, price }: LineItem, locale: string, pageUrl: string) {
  const details = [
    ...options.map((option) => [option.name, option.value].filter(Boolean).join(': ')),
    ...(sku ? [sku] : []),
  ].join(' · ')
  const image = safeImage(imageUrl, pageUrl)
  return html`<li class="line">
    ${
      image
        ? html`<img class="image" src=${image} alt="" width="56" height="56" loading="lazy" referrerpolicy="no-referrer">`
        : html`<span class="image" aria-hidden="true"></span>`
    }
    <div>
      <p class="name"><bdi>${name}</bdi></p>
      ${details ? html`<p class="muted small">${details}</p>` : nothing}
    </div>
    <p class="number"><span class="muted">${messages.cart.quantity(formatNumber(quantity, locale))}</span> <bdi>${formatMoney(price, locale)}</bdi></p>
  </li>`
}

function renderMessage(message: MerchantMessage, locale: string) {
  return html`<li class="message">
    <p class="name">${messages.messageList.name(message)} <span class="muted small">· ${formatMoment(message.updatedAt, locale)}</span></p>
    <p>${messagePill(message.status)}</p>
    <p class="muted small">${messageDetails(message, locale)}</p>
  </li>`
}

function renderStep(name: string, instant: string | null, locale: string) {
  return html`<li class=${instant ? 'done' : ''}>
    <span>${name}</span>
    ${
      instant
        ? html`<time class="muted small" datetime=${instant}>${formatMoment(instant, locale)}</time>`
        : html`<span class="muted small">${messages.cart.notYet}</span>`
    }
  </li>`
}

function renderCustomer(customer: MerchantCartAnswer['customer'] = {}, isReadable: boolean) {
  const known = (['name', 'email', 'phone'] as const).filter((field) => customer[field])
  if (known.length === 0) {
    return html`<p class="muted small">${isReadable ? messages.cart.unknownShopper : messages.cart.notReadable}</p>`
  }
  return html`
    <dl>${known.map((field) => html`<div><dt class="muted small">${messages.cart[field]}</dt><dd><bdi>${customer[field]}</bdi></dd></div>`)}</dl>
    <p class="muted small">${messages.cart.customerHint}</p>
  `
}

/** The reason to show. That a cart was ordered or closed explains more than what its platform cannot do. */
function refusalOf(status: MerchantCart['status'], refusal: string): string {
  return status === 'recovered' ? 'already-ordered' : status === 'closed' ? 'cart-gone' : refusal
}

/** The address of a picture if it is `https:`, or on this machine while the page is, too. */
function safeImage(text: string | undefined, pageUrl: string): string | undefined {
  if (!text || !URL.canParse(text, pageUrl)) return undefined
  const { href } = new URL(text, pageUrl)
  return isCheckoutUrl(href, pageUrl) ? href : undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-cart': CartRecoveryConsoleCartElement
  }
}
