/** What a link brought to the page. */
export type Link =
  | { kind: 'token'; token: string }
  /** A server already exchanged the token for a handle. */
  | { kind: 'handle'; cartHandle: string }
  /** Two tokens that contradict each other, or one that no proxy reads. */
  | { kind: 'malformed' }

/** The part of `window` that holds the address. */
export interface AddressBar {
  location: Pick<Location, 'href'>
  history: Pick<History, 'state' | 'replaceState'>
}

// The longest token that a proxy reads.
const longestToken = 8192
// The order confirmation page of a shop may carry 64 hex digits in the same key. That one is not ours.
const orderConfirmation = /^[0-9a-f]{64}$/i

/**
 * Takes the link out of the address: the token from the query, or `#cr=<cartHandle>` from the hash. What
 * is taken is removed before this returns; every other byte of the address stays as it was, because a
 * storefront's own parameters are not ours to re-encode.
 */
export function consumeLink({ location, history }: AddressBar, tokenParam = 't'): Link | undefined {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(location.href) ?? []
  const search = take(query, (key, value) => key === tokenParam && !orderConfirmation.test(value))
  const fragment = take(hash, (key) => key === 'cr')
  if (!search.taken.length && !fragment.taken.length) return undefined

  try {
    history.replaceState(history.state, '', path + search.rest + fragment.rest)
  } catch {
    // A sandboxed page may not touch its address. The shopper still gets their cart.
  }
  const [token, another] = new Set(search.taken.filter(Boolean))
  if (another !== undefined || (token && token.length > longestToken)) return { kind: 'malformed' }
  if (token) return { kind: 'token', token }
  const [cartHandle] = fragment.taken.filter(Boolean)
  return cartHandle ? { kind: 'handle', cartHandle } : undefined
}

/** Splits `?a=1&t=x` or `#a=1&cr=x` into the values of the pairs that are ours, and the text of the rest. */
function take(text: string, isOurs: (key: string, value: string) => boolean) {
  const taken: string[] = []
  const rest = text
    .slice(1)
    .split('&')
    .filter((pair) => {
      const [key = '', ...value] = pair.split('=')
      const decoded = decode(value.join('='))
      if (!isOurs(decode(key), decoded)) return true
      taken.push(decoded)
      return false
    })
    .join('&')
  return { taken, rest: taken.length ? rest && text.charAt(0) + rest : text }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
