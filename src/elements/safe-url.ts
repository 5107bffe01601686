import { isLoopback } from '../client/index.ts'

/**
 * An address from a catalogue, if it may stand in our markup: `https:`, or on the page's own origin, or on
 * this machine while the page is too. Anything else, `javascript:` first of all, is left out.
 */
export function safeUrl(text: string | undefined, pageUrl: string): string | undefined {
  if (!text || !URL.canParse(text, pageUrl)) return undefined
  const url = new URL(text, pageUrl)
  const page = new URL(pageUrl)
  const isSafe =
    url.protocol === 'https:' ||
    (url.protocol === 'http:' &&
      (url.origin === page.origin || (isLoopback(url.hostname) && isLoopback(page.hostname))))
  return isSafe ? url.href : undefined
}
