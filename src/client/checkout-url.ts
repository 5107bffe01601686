import { isLoopback } from '../contract/browser.ts'

const longestUrl = 2048

/**
 * Says whether the shopper may be sent to this address. The proxy has checked it against the shop's list;
 * this is the second lock: `https:`, nobody's name or password in it, and plain `http:` only from one
 * loopback page to another, which is how a demo runs.
 */
export function isCheckoutUrl(text: string, pageUrl: string): boolean {
  if (text.length > longestUrl || !URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username || url.password) return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && isLoopback(url.hostname) && isLoopback(new URL(pageUrl).hostname)
}
