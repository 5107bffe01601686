import * as z from 'zod'

import { isRecord } from '../../adapter/index.ts'
import { fieldsOf, firstOf, Text } from './fields.ts'
import { refusalOf } from './refusal.ts'

export interface WireFinish {
  /** Addresses that may be the checkout's, the likeliest first. */
  urls: string[]
  cartId: string | undefined
  customerId: string | undefined
  /** Nothing was done: the code of the refusal, or no text where it has none. */
  refusal: { code: string } | undefined
  /** What was answered cannot be read: it may have been a refusal. */
  isUnread: boolean
}

/**
 * `POST …/finish`: the checkout's address, and what the order's event may name. Source: the SDK example of the cart page
 * returns the address itself; /docs/api-reference/finish-cart-flow. Unknown: the JSON, and whether there is any. Inferred: where the
 * address stands. A success without a word, or without an address, says that the text message was sent; undefined, which stands
 * for what cannot be read, says nothing.
 */
export const WireFinish = z.unknown().transform((answer): WireFinish => {
  const body = fieldsOf(answer)
  const data = fieldsOf(body.data)
  return {
    urls: urlsOf(answer),
    cartId: firstOf(Text, data.cartId, body.cartId),
    customerId: firstOf(Text, data.customerId, body.customerId),
    refusal: refusalOf(answer),
    isUnread: answer === undefined,
  }
})

const likely = /^(checkout|payment|redirect|pay)_?(url|link)$/i
const possible = /url|link|href|checkout|payment|^data$/i
const unlikely = /image|logo|icon|terms|privacy|policy|return|cancel|support|help|contact|home|store/i

/** The addresses in an answer by the name of their field: a checkout's, then `url` and the like, then whatever may be one. */
function urlsOf(answer: unknown): string[] {
  const found: { url: string; rank: number }[] = []
  const visit = (value: unknown, name: string, depth: number) => {
    if (typeof value === 'string') {
      const rank = likely.test(name) ? 0 : /^(url|link|data)?$/.test(name) ? 1 : 2
      if (isUrl(value.trim())) found.push({ url: value.trim(), rank })
    } else if (depth < 4 && (isRecord(value) || Array.isArray(value))) {
      for (const [key, inner] of Object.entries(value)) {
        const label = Array.isArray(value) ? name : key
        const isNested = typeof inner === 'object'
        if (!unlikely.test(label) && (isNested || possible.test(label) || label === '')) visit(inner, label, depth + 1)
      }
    }
  }
  visit(answer, '', 0)
  return [...new Set(found.sort((one, other) => one.rank - other.rank).map(({ url }) => url))]
}

/** Whether a text is an address and nothing else. */
export const isUrl = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text)
