import { html, raw } from 'hono/html'

import { shopName } from '../world/catalogue/catalogue.ts'
import { pageStyle } from './page-style.ts'

/** A piece of a page; `hono/html` escapes whatever is put into it. */
export type Markup = ReturnType<typeof html>

/** A whole page that a platform hosts for the shop. */
export async function answerPage(
  status: number,
  page: { title: string; kind: 'checkout' | 'narrow'; content: Markup },
): Promise<Response> {
  const document = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} · ${shopName}</title>
<style>${raw(pageStyle)}</style>
</head>
<body>
<header>${shopName}</header>
<main class="${page.kind}">${page.content}</main>
</body>
</html>`
  return new Response(document.toString(), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https:; form-action 'self'; base-uri 'none'",
    },
  })
}

/** A page with one thing to say. */
export function answerNotice(status: number, title: string, sentence: string): Promise<Response> {
  return answerPage(status, {
    title,
    kind: 'narrow',
    content: html`<div><h1>${title}</h1><p class="quiet">${sentence}</p></div>`,
  })
}
