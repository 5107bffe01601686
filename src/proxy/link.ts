import { checkConfig, type ProxyConfig } from './config.ts'
import { choosePorts } from './context.ts'
import { ConfigError } from './errors.ts'
import { linkLifetimeMs, sealLink } from './link-seal.ts'
import { createSealer } from './sealer.ts'

export interface MintLinkOptions {
  cartId: string
  /** @default 30 days */
  lifetimeMs?: number
}

/**
 * A link to a cart, as a reminder carries it: the recovery page of the cart's channel with a sealed token. Throws
 * `ConfigError`, `RecoveryError` (`cart-gone`) or `UpstreamError`.
 */
export async function mintLink(config: ProxyConfig, { cartId, lifetimeMs }: MintLinkOptions): Promise<string> {
  const { store, keys, channels, platforms, clock = Date.now } = checkConfig(config)
  const recovery = choosePorts(platforms)?.recovery
  if (!recovery) throw new ConfigError('platforms: none of them can find the cart behind a link')
  const { channelId } = await recovery.read(cartId, AbortSignal.timeout(8000))
  const channel = channels[channelId]
  if (!channel) throw new ConfigError(`channels: the cart belongs to channel ${channelId}, which is not configured`)
  const linked = { platform: recovery.platform, cartId }
  const token = await sealLink(createSealer(store, keys, clock), linked, lifetimeMs ?? linkLifetimeMs)
  const url = new URL(channel.recoveryPageUrl)
  url.searchParams.set('t', token)
  return url.href
}
