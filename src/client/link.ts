/** What the address of a page held for the widget. */
export type Link =
  | { kind: 'token'; token: string }
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
 * Reads the link's token and removes it from the query, before any other script can pass it on. Every other byte of the address
 * stays as it was, because re-encoding could change the storefront's own parameters. Undefined where the address holds none.
 */
export function consumeLink({ location, history }: AddressBar, tokenParam = 't'): Link | undefined {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(location.href) ?? []
  const { found, rest } = extract(query, (key, value) => key === tokenParam && !orderConfirmation.test(value))
  if (!found.length) return undefined

  try {
    history.replaceState(history.state, '', path + rest + hash)
  } catch {
    // A sandboxed page may not change its address. The cart is opened all the same.
  }
  const [token, another] = new Set(found.filter(Boolean))
  if (another !== undefined || (token && token.length > maxTokenLength)) return { kind: 'malformed' }
  return token ? { kind: 'token', token } : undefined
}

/** Splits `?a=1&t=x` into the decoded values of the pairs that are ours, and the unchanged text of the others. */
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
  return { found, rest: rest && `?${rest}` }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
