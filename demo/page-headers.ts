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
    c.header('Content-Security-Policy', policy)
    // A page may have set a stricter policy.
    if (!c.res.headers.has('Referrer-Policy')) c.header('Referrer-Policy', 'same-origin')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'no-cache')
  }
}
