import { openParam } from '../contract/browser.ts'
import { withMark } from './kept-handle.ts'

/** What a link brought, as `/recover` takes it: its token, or the mark that `GET /open` put in the token's place. */
export type LinkSource = ({ token: string; opened?: undefined } | { opened: string; token?: undefined }) & {
  /** The code that stood beside it. */
  coupon?: string
}

/** What the address of a page held. `malformed`: two different ones, or one that is too long for any proxy. */
export type Link = LinkSource | 'malformed'

/** The part of `window` that the address is read from and written to. */
export interface AddressBar {
  location: Pick<Location, 'href'>
  history: Pick<History, 'state' | 'replaceState'>
}

const maxLength = 8192
// A shop's order confirmation page may have 64 hex digits under the same key. They are no token of ours.
const orderConfirmation = /^[0-9a-f]{64}$/i

/**
 * Reads the link's token or mark, and a code beside it, and removes them from the address, before any other script can pass it on. A mark stays in the
 * history's state, for a reload. Every other byte of the address stays as it was, because re-encoding could change the
 * storefront's own parameters. Undefined where the address holds none.
 */
export function consumeLink({ location, history }: AddressBar, tokenParam = 't'): Link | undefined {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(location.href) ?? []
  const sources = new Map<string, LinkSource>()
  let isLink = false
  let coupon = ''
  const rest = query
    .slice(1)
    .split('&')
    .filter((pair) => {
      const [[key, value] = ['', '']] = new URLSearchParams(pair)
      const isMark = key === openParam
      if (key === 'coupon') coupon ||= value
      else if (isMark || (key === tokenParam && !orderConfirmation.test(value))) {
        isLink = true
        if (value) sources.set(value, isMark ? { opened: value } : { token: value })
      } else return true
      return false
    })
    .join('&')
  // A code alone is something of the shop's own.
  if (!isLink) return undefined

  const [[value = '', link] = [], another] = sources
  const isMalformed = another || value.length > maxLength
  const mark = isMalformed ? undefined : link?.opened
  try {
    history.replaceState(withMark(history.state, mark), '', path + (rest && `?${rest}`) + hash)
  } catch {
    // A sandboxed page may not change its address. The cart is opened all the same.
  }
  return isMalformed ? 'malformed' : coupon && link ? { ...link, coupon } : link
}
