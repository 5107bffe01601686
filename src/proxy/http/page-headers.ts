import { pageStyles } from '../../hosted/styles.ts'
import type { Channel } from '../config.ts'

/**
 * Headers of a hosted page: what it may load, and where its forms may lead. Its address has no secret, and its forms have to
 * say their origin, so the referrer is `same-origin`.
 */
export async function pageHeaders(
  { checkoutOrigins }: Pick<Channel, 'checkoutOrigins'>,
  { script, stylesheet }: { script?: string | undefined; stylesheet?: string | undefined },
): Promise<Record<string, string>> {
  stylesDigest ??= digest(pageStyles)
  const policy = [
    "default-src 'none'",
    `style-src '${await stylesDigest}' ${sourceOf(stylesheet)}`,
    `script-src ${sourceOf(script) || "'none'"}`,
    `font-src 'self' ${sourceOf(stylesheet)}`,
    // Pictures come from the platform, from whichever host it keeps them on.
    'img-src * data:',
    "connect-src 'self'",
    `form-action 'self' ${checkoutOrigins.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ]
  return { 'content-security-policy': policy.map((line) => line.trim()).join('; '), 'referrer-policy': 'same-origin' }
}

let stylesDigest: Promise<string> | undefined

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return `sha256-${btoa(String.fromCharCode(...bytes))}`
}

/** An address of the proxy's own host as `'self'`, any other as its origin. */
const sourceOf = (url: string | undefined) =>
  url === undefined ? '' : URL.canParse(url) ? new URL(url).origin : "'self'"
