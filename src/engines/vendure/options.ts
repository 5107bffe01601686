/** What the plugin is told of the proxy. */
export interface CartRecoveryPluginOptions {
  /** Shared with the adapter: 32 random bytes in base64url. It opens claim codes and signs webhooks. */
  secret: string
  /** Where orders and changed carts are told of: the proxy's `/webhooks/vendure`. */
  webhookUrl: string
  /** The shop's own address: links in messages that lead to another origin are refused. @default any https address */
  publicUrl?: string
}

/** Options that were checked, with the secret's bytes. */
export interface CheckedOptions {
  key: Uint8Array<ArrayBuffer>
  webhookUrl: string
  publicUrl: URL | undefined
}

/** Throws one line that names what is wrong, and shows no secret. */
export function checkPluginOptions({ secret, webhookUrl, publicUrl }: CartRecoveryPluginOptions): CheckedOptions {
  if (!/^[\w-]{43}$/.test(secret)) throw new TypeError('CartRecoveryPlugin: secret is not 32 bytes in base64url')
  if (!isSafe(webhookUrl)) throw new TypeError('CartRecoveryPlugin: webhookUrl is no https address')
  if (publicUrl !== undefined && !isSafe(publicUrl)) {
    throw new TypeError('CartRecoveryPlugin: publicUrl is no https address')
  }
  const key = new Uint8Array(Buffer.from(secret, 'base64url'))
  return { key, webhookUrl, publicUrl: publicUrl === undefined ? undefined : new URL(publicUrl) }
}

/** Whether a message may lead there: to the shop's own origin where that is known, and over https but on loopback. */
export function isAllowedLink(link: string, { publicUrl }: Pick<CheckedOptions, 'publicUrl'>): boolean {
  if (!isSafe(link)) return false
  return !publicUrl || new URL(link).origin === publicUrl.origin
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username } = new URL(address)
  if (username !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
}
