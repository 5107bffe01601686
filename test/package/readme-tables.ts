import { existsSync, readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

import { problems } from '../../src/contract/index.ts'
import { messages } from '../../src/elements/messages.ts'

/** The README's table of problems, from the two tables that the code uses. */
export function problemTable(): string {
  const rows = Object.entries(problems).map(([code, { status, title }]) => {
    const shopper = messages.problems[code as keyof typeof problems] ?? messages.otherProblem
    const words =
      code === 'stock-moved'
        ? 'the lines that changed, from → to'
        : code === 'empty'
          ? messages.allRemoved.title
          : shopper.title
    return `| \`${code}\` | ${status || '–'} | ${title} | ${words} |`
  })
  return ['| Code | Status | What happened | What the shopper reads |', '|---|---|---|---|', ...rows].join('\n')
}

const folder = new URL('../../dist/dropin/', import.meta.url)

export interface Sizes {
  /** Bytes, brotli, of what every page loads. */
  entry: number
  /** Bytes, brotli, of all scripts that a page with a link loads. */
  all: number
  requests: number
}

/** What the built drop-in weighs: the entry, and with it every script that it imports. */
export function measureDropin(): Sizes {
  const entry = new URL('cart-recovery.js', folder)
  if (!existsSync(entry)) throw new Error('there is no build to measure: run `npm run build`')
  const seen = new Set<string>()
  const follow = (file: URL) => {
    if (seen.has(file.href)) return
    seen.add(file.href)
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/["'`](\.\/[\w.-]+\.js)["'`]/g))
      follow(new URL(name, file))
  }
  follow(entry)
  const files = [...seen].map((href) => new URL(href))
  return { entry: brotli(entry), all: files.reduce((sum, file) => sum + brotli(file), 0), requests: files.length }
}

/** The README's sentence on sizes. */
export function sizeSentence({ entry, all, requests }: Sizes): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  return `Measured: ${kilobytes(entry)} KB there; with a link ${kilobytes(all)} KB in ${requests} script requests (brotli, Lit included).`
}

function brotli(file: URL): number {
  return brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
