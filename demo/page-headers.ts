import type { MiddlewareHandler } from 'hono'

/**
 * The security headers of every page: scripts, pictures and frames come from the demo and its platforms only. The one
 * Trusted Types policy is Lit's, which the widget uses.
 */
export function pageHeaders(platformUrls: readonly string[], imageSources?: string): MiddlewareHandler {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${imageSources ?? `'self' ${platformUrls.join(' ')}`}`,
    `frame-src 'self' ${platformUrls.join(' ')}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ')
  return async (c, next) => {
    await next()
    // A page may have set stricter ones.
    if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', policy)
    if (!c.res.headers.has('Referrer-Policy')) c.header('Referrer-Policy', 'same-origin')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'no-cache')
  }
}

/**
 * The least that a page with the widget or the console needs, as docs/csp-and-privacy.md has it. The styles are the page's own: ours
 * are no style elements.
 */
export function leastPolicy(platformUrls: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    `img-src 'self' https: ${platformUrls.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ')
}
