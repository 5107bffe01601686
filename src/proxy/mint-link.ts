import { ConfigError, RecoveryError } from './adapter/errors.ts'
import type { PlatformCart } from './adapter/platform.ts'
import { chooseCartPorts, choosePrimaryPorts } from './choose-ports.ts'
import { type Channel, checkConfig, type ProxyConfig } from './config.ts'
import { linkTo } from './message-url.ts'
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
 * A link to a cart, as a reminder carries it: a sealed token, by way of `/open` where that is on the page's origin. Throws
 * `ConfigError`, `RecoveryError` (`cart-gone`, `account-cart`) or `UpstreamError`.
 */
export async function mintLink(
  config: ProxyConfig,
  { cartId, lifetimeMs, platform }: MintLinkOptions,
): Promise<string> {
  const { store, publicUrl, keys, channels, platforms, clock = Date.now } = checkConfig(config)
  const byPlatform = chooseCartPorts(platforms)
  const ports = platform === undefined ? choosePrimaryPorts(byPlatform) : byPlatform.get(platform)
  if (!ports) throw new ConfigError('platforms: none of them can find the cart behind a link')
  // A cart that only its shopper may see cannot be read here, so its channel is not known.
  const { isShoppersOwn } = ports.recovery
  const cart = isShoppersOwn ? undefined : await ports.recovery.read(cartId, AbortSignal.timeout(8000))
  const channelId = cart?.channelId ?? Object.keys(channels)[0] ?? ''
  const channel = channels[channelId]
  if (!channel) throw new ConfigError(`channels: the cart belongs to channel ${channelId}, which is not configured`)
  if (cart && !canOpenByLink(cart, channel)) {
    throw new RecoveryError('account-cart', {
      detail: `No link opens it before channel ${channelId} has \`accountCarts: true\` and the shop vouches for its customers.`,
    })
  }
  const linked = { platform: ports.platform, cartId }
  const token = await sealLink(createSealer(store, keys, clock), linked, lifetimeMs ?? linkLifetimeMs)
  return linkTo({ publicUrl, channels }, channelId, token)
}

/**
 * False for a customer's cart whose channel has no `accountCarts`: no link to it is made, and no message sent about it.
 */
export function canOpenByLink(
  { customerId }: Pick<PlatformCart, 'customerId'>,
  { accountCarts }: Pick<Channel, 'accountCarts'>,
): boolean {
  return customerId === undefined || accountCarts === true
}
