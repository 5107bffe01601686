import { html } from 'hono/html'

/** A piece of HTML in which every value was escaped. */
export type Html = ReturnType<typeof html>

export interface PageOptions {
  title: string
  content: Html
  /** Files of `demo/styles` beside `base.css`, without the ending. */
  styles?: string[]
  /** Module scripts, in order. */
  scripts?: string[]
  /** Attributes of `<html>`. */
  theme?: string | undefined
  direction?: string | undefined
  textSize?: string | undefined
}

/** The document around the content of any page. */
export function page(options: PageOptions): Html {
  const { title, content, styles = [], scripts = [], theme = 'auto', direction = 'ltr', textSize = '100' } = options
  return html`<!doctype html>
<html lang="en" dir="${direction}" data-theme="${theme}" data-text="${textSize}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Alder &amp; Wool</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${['base', ...styles].map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">\n`)}
${scripts.map((source) => html`<script type="module" src="${source}"></script>\n`)}
</head>
<body>
${content}
</body>
</html>`
}
