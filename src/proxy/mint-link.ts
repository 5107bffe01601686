import { ConfigError } from './adapter/errors.ts'
import { chooseCartPorts, choosePrimaryPorts } from './choose-ports.ts'
import { type Channel, checkConfig, type ProxyConfig } from './config.ts'

import { linkLifetimeMs, sealLink } from './sealing/sealed-link.ts'
import { createSealer } from './sealing/sealer.ts'

export interface MintLinkOptions {
  cartId: string
  /** The platform of the cart. @default the one whose links carry its own token, or the first */
  platform?: string
  /** @default 30 days */
  lifetimeMs?: number
}

/**
 * A link to a cart, as a reminder carries it: the recovery page of the cart's channel with a sealed token. Throws
 * `ConfigError`, `RecoveryError` (`cart-gone`) or `UpstreamError`.
 */
export async function mintLink(
  config: ProxyConfig,
  { cartId, lifetimeMs, platform }: MintLinkOptions,
): Promise<string> {
  const { store, keys, channels, platforms, clock = Date.now } = checkConfig(config)
  const byPlatform = chooseCartPorts(platforms)
  const ports = platform === undefined ? choosePrimaryPorts(byPlatform) : byPlatform.get(platform)
  if (!ports) throw new ConfigError('platforms: none of them can find the cart behind a link')
  // A cart that only its shopper may see cannot be read here, so its channel is not known.
  const { isShoppersOwn } = ports.recovery
  const channelId = isShoppersOwn ? undefined : (await ports.recovery.read(cartId, AbortSignal.timeout(8000))).channelId
  const channel = channelId === undefined ? Object.values(channels)[0] : channels[channelId]
  if (!channel) throw new ConfigError(`channels: the cart belongs to channel ${channelId}, which is not configured`)
  const linked = { platform: ports.platform, cartId }
  return linkTo(channel, await sealLink(createSealer(store, keys, clock), linked, lifetimeMs ?? linkLifetimeMs))
}

/** The recovery page with a token in its address. */
export function linkTo({ recoveryPageUrl }: Pick<Channel, 'recoveryPageUrl'>, token: string): string {
  const url = new URL(recoveryPageUrl)
  url.searchParams.set('t', token)
  return url.href
}
