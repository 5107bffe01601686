import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Step } from '../elements/text/next-steps.ts'
import { sumHint, sumRows } from '../elements/text/sum-rows.ts'
import { formatMoney } from '../format/index.ts'
import { renderRow } from './row.ts'
import { pageStyles } from './styles.ts'
import type { HostedSite, HostedView } from './view.ts'

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** The page around the widget. Where no script runs, the browser goes on to `plainUrl`, which shows the cart without one. */
export function widgetPage(site: HostedSite, script: string, plainUrl: string): Markup {
  const { endpoint, shopUrl, language } = site
  return page(
    site,
    html`<cart-recovery endpoint="${endpoint}" shop-url="${shopUrl}">
      <p class="late"><a href="${plainUrl}">${language.hosted.withoutScript}</a></p>
    </cart-recovery>`,
    html`<noscript><meta http-equiv="refresh" content="0; url=${plainUrl}" /></noscript>
      <script type="module" src="${script}"></script>`,
  )
}

/** The page without a script: rows in a form, and the checkout as its button. */
export function plainPage(site: HostedSite, { headline, cart, cartHandle }: HostedView): Markup {
  const { title, sentence, steps, urgent } = headline
  const hasCheckout = (cart?.summary.itemCount ?? 0) > 0
  return page(
    site,
    html`<h1 ${urgent ? raw('role="alert"') : ''}>${title}</h1>
      <p>${sentence}</p>
      ${steps.map((step) => renderStep(site, step, cart?.form.cartHandle ?? cartHandle))}
      ${
        cart &&
        html`<form method="post" action="${site.path}/checkout">
          <input type="hidden" name="cartHandle" value="${cart.form.cartHandle}" />
          <input type="hidden" name="revision" value="${cart.form.revision}" />
          <input type="hidden" name="idempotencyKey" value="${cart.form.idempotencyKey}" />
          ${cart.isTold ? html`<input type="hidden" name="told" value="yes" />` : ''}
          <ul>${cart.lines.map((line) => renderRow(line, site.language))}</ul>
          ${hasCheckout ? renderButtons(site, cart) : ''}
        </form>`
      }
      ${steps.some(({ kind }) => kind === 'link') ? '' : html`<p class="on"><a href="${site.shopUrl}">${site.language.text('continueShopping')}</a></p>`}`,
  )
}

function renderButtons({ language, path }: HostedSite, { summary, lines }: NonNullable<HostedView['cart']>): Markup {
  const { text, locale, hosted } = language
  const total = formatMoney(summary.total, locale)
  const count = summary.itemCount
  const isEditable = lines.some(({ editing }) => editing !== 'none')
  const rows = sumRows(summary, language).map(
    ([name, amount], index) =>
      html`<div><dt><bdi>${name}</bdi>${index ? '' : ` · ${text('items', { count })}`}</dt><dd><bdi>${amount}</bdi></dd></div>`,
  )
  return html`<dl>${rows}</dl>
    <p class="small">${sumHint(summary, language)}</p>
    <button>${text('checkOut', { total })}</button>
    ${isEditable ? html`<button class="quiet" formaction="${path}/update">${hosted.update}</button>` : ''}`
}

/** A way on. What only reads the cart again is a form with its handle, so that no address ever has it. */
function renderStep({ path }: HostedSite, step: Step, cartHandle: string | undefined): Markup | '' {
  if (step.kind === 'link') return html`<p><a href="${step.href}">${step.label}</a></p>`
  if (step.kind === 'run' || cartHandle === undefined) return ''
  return html`<form method="post" action="${path}/update">
    <input type="hidden" name="cartHandle" value="${cartHandle}" /><button class="quiet">${step.label}</button>
  </form>`
}

function page({ language, name, shopUrl, stylesheet }: HostedSite, content: Markup, head: Markup | '' = ''): Markup {
  const { locale, direction, hosted } = language
  return html`<!doctype html>
<html lang="${locale}" dir="${direction}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="robots" content="noindex" />
    <link rel="icon" href="data:," />
    <title>${name ? `${hosted.title} · ${name}` : hosted.title}</title>
    <style>${raw(pageStyles)}</style>
    ${stylesheet ? html`<link rel="stylesheet" href="${stylesheet}" />` : ''}
    ${head}
  </head>
  <body>
    ${name ? html`<header><a href="${shopUrl}">${name}</a></header>` : ''}
    <main>${content}</main>
  </body>
</html>
`
}
