import type { MiddlewareHandler } from 'hono'

/**
 * What every page of the demo sends: nothing runs, shows or is framed that the demo did not bring itself. The one
 * Trusted Types policy is Lit's, which the widget is made with.
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
    c.header('Content-Security-Policy', policy)
    // A page may ask for more than this.
    if (!c.res.headers.has('Referrer-Policy')) c.header('Referrer-Policy', 'same-origin')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'no-cache')
  }
}
