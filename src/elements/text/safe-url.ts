import { isCheckoutUrl } from '../../client/index.ts'

/**
 * An address from a catalogue or an attribute, as it was written, if it may be linked: `https:`, on the page's own origin, or on
 * loopback while the page is too. Anything else, `javascript:` first of all, is left out.
 */
export function safeUrl(text: string | null | undefined, pageUrl: string): string | undefined {
  if (!text || !URL.canParse(text, pageUrl)) return undefined
  const { href, protocol, origin } = new URL(text, pageUrl)
  const isOwn = protocol === 'http:' && origin === new URL(pageUrl).origin
  return isOwn || isCheckoutUrl(href, pageUrl) ? text : undefined
}
