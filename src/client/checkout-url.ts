import { isLoopback } from '../contract/browser.ts'

const maxLength = 2048

/**
 * True for an address that the shopper may be sent to: `https:`, without a user name or password. Plain `http:` is allowed
 * from one loopback page to another only, for the demo. The proxy has checked the address against the shop's list before.
 */
export function isCheckoutUrl(text: string, pageUrl: string): boolean {
  if (text.length > maxLength || !URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username || url.password) return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && isLoopback(url.hostname) && isLoopback(new URL(pageUrl).hostname)
}
