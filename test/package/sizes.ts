import { existsSync, readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

const folder = new URL('../../dist/dropin/', import.meta.url)

export interface Sizes {
  /** Bytes, brotli, of what every page loads. */
  entry: number
  /** Bytes, brotli, of all scripts that a page with a link loads before the lines are painted. */
  beforePaint: number
  /** Bytes, brotli, of what a painted cart loads afterwards. */
  deferred: number
}

/** What the built drop-in weighs: the entry, the cart that it imports, and what that imports once it is painted. */
export function measureDropin(): Sizes {
  const entry = new URL('cart-recovery.js', folder)
  if (!existsSync(entry)) throw new Error('there is no build to measure: run `npm run build`')
  const loadedBy = (file: URL) => {
    const imports = readFileSync(file, 'utf8').matchAll(/\bimport\(["'`]\.\/([\w.-]+\.js)["'`]\)/g)
    const loaded = [...imports].map(([, name = '']) => new URL(name, file))
    return loaded.find((each) => !isLanguage(each)) ?? file
  }
  const cart = loadedBy(entry)
  return { entry: brotli(entry), beforePaint: brotli(entry) + brotli(cart), deferred: brotli(loadedBy(cart)) }
}

/** The README's sentence on sizes. */
export function sizeSentence({ entry, beforePaint, deferred }: Sizes): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  return `Measured: ${kilobytes(entry)} KB there; with a link ${kilobytes(beforePaint)} KB in 2 script requests (brotli, Lit included), and ${kilobytes(deferred)} KB more once the lines are painted: what is rare, or needs to know the shopper.`
}

/** A language is loaded in the place of the English that is built in, before or after the paint. */
function isLanguage(file: URL): boolean {
  return /^var \w+=(\[.*\]|`.*`\.split\(`.`\));export\{\w+ as messages\};?\s*$/s.test(readFileSync(file, 'utf8'))
}

function brotli(file: URL): number {
  return brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
