/** What the address of a page held for the widget. */
export type Link =
  | { kind: 'token'; token: string }
  /** A server of the shop's exchanged the token for a handle before. */
  | { kind: 'handle'; cartHandle: string }
  /** Two different tokens, or one that is too long for any proxy. */
  | { kind: 'malformed' }

/** The part of `window` that the address is read from and written to. */
export interface AddressBar {
  location: Pick<Location, 'href'>
  history: Pick<History, 'state' | 'replaceState'>
}

const maxTokenLength = 8192
// A shop's order confirmation page may have 64 hex digits under the same key. They are no token of ours.
const orderConfirmation = /^[0-9a-f]{64}$/i

/**
 * Reads the link and removes it from the address, before any other script can pass it on: the token from the query, or
 * `#cr=<cartHandle>` from the hash. Every other byte of the address stays as it was, because re-encoding could change the
 * storefront's own parameters. Undefined where the address holds none.
 */
export function consumeLink({ location, history }: AddressBar, tokenParam = 't'): Link | undefined {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(location.href) ?? []
  const search = extract(query, (key, value) => key === tokenParam && !orderConfirmation.test(value))
  const fragment = extract(hash, (key) => key === 'cr')
  if (!search.found.length && !fragment.found.length) return undefined

  try {
    history.replaceState(history.state, '', path + search.rest + fragment.rest)
  } catch {
    // A sandboxed page may not change its address. The cart is opened all the same.
  }
  const [token, another] = new Set(search.found.filter(Boolean))
  if (another !== undefined || (token && token.length > maxTokenLength)) return { kind: 'malformed' }
  if (token) return { kind: 'token', token }
  const [cartHandle] = fragment.found.filter(Boolean)
  return cartHandle ? { kind: 'handle', cartHandle } : undefined
}

/** Splits `?a=1&t=x` or `#a=1&cr=x` into the decoded values of the pairs that are ours, and the unchanged text of the others. */
function extract(text: string, isOurs: (key: string, value: string) => boolean) {
  const found: string[] = []
  const rest = text
    .slice(1)
    .split('&')
    .filter((pair) => {
      const [key = '', ...value] = pair.split('=')
      const decoded = decode(value.join('='))
      if (!isOurs(decode(key), decoded)) return true
      found.push(decoded)
      return false
    })
    .join('&')
  return { found, rest: found.length ? rest && text.charAt(0) + rest : text }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
