import type { Finding } from '../adapter/messaging-ports.ts'
import type { Platform, PlatformCart } from '../adapter/platform.ts'
import { withTimeout } from '../adapter/with-timeout.ts'
import { type CartPorts, chooseCartPorts, choosePrimaryPorts } from '../choose-ports.ts'
import type { ProxyConfig } from '../config.ts'
import { canOpenByLink } from '../mint-link.ts'
import { explain, formatCount } from './explain.ts'
import { type CartCheckOptions, linkFinding } from './link.ts'

/** A cart that a merchant names, so that what needs one can be asked. */
export interface CartToCheck {
  id: string
  /** @default the one whose links carry its own token, or the first */
  platform?: string
}

/** What became of reading the cart: it, or why not. */
export interface CartReading {
  platform: string
  ports?: CartPorts
  cart?: PlatformCart
  finding: Finding
}

/** What the checks of the platforms' accounts found, before those of the cart. */
export interface PlatformAnswers {
  /** Platforms that answered about the stock of its lines already. */
  stock: ReadonlySet<string>
  /** Platforms that do not answer us at all. */
  closed: ReadonlySet<string>
}

/** Reads the cart. */
export async function readCart(
  { platforms, channels }: Pick<ProxyConfig, 'platforms' | 'channels'>,
  { id, platform }: CartToCheck,
  { timeoutMs, signal }: CartCheckOptions,
): Promise<CartReading> {
  const byPlatform = chooseCartPorts(platforms)
  const ports = platform === undefined ? choosePrimaryPorts(byPlatform) : byPlatform.get(platform)
  const name = ports?.platform ?? platform ?? ''
  const say = (ok: boolean, detail?: string): Finding => {
    return { check: 'cart', subject: `${name} cart`, ok, ...(detail !== undefined && { detail }) }
  }
  if (!ports)
    return { platform: name, finding: say(false, `No platform of that name has carts: ${known(byPlatform)}.`) }
  if (ports.recovery.isShoppersOwn) {
    return { platform: name, finding: say(true, 'The platform shows such a cart to its signed-in shopper alone.') }
  }
  try {
    const cart = await withTimeout(timeoutMs, signal, (limit) => ports.recovery.read(id, limit))
    return { platform: name, ports, cart, finding: say(...judge(cart, channels)) }
  } catch (error) {
    signal?.throwIfAborted()
    return { platform: name, finding: say(false, explain(error, timeoutMs)) }
  }
}

const known = (byPlatform: ReadonlyMap<string, unknown>) => [...byPlatform.keys()].join(', ')

function judge(cart: PlatformCart, channels: ProxyConfig['channels']): [ok: boolean, detail?: string] {
  const { channelId, lines } = cart
  const channel = channels[channelId]
  if (!channel) return [false, `It belongs to channel ${channelId}, which is not configured.`]
  if (!canOpenByLink(cart, channel)) {
    return [true, `It is a signed-in customer's: no link opens it before channel ${channelId} has accountCarts.`]
  }
  return lines.length === 0 ? [true, 'It has no lines, so that neither stock nor a checkout can be asked for.'] : [true]
}

/** The cart itself, the stock of its lines on each platform, and where its checkout link leads. */
export async function* cartFindings(
  { platforms, channels }: Pick<ProxyConfig, 'platforms' | 'channels'>,
  { platform, ports, cart, finding }: CartReading,
  answered: PlatformAnswers,
  questions: CartCheckOptions,
): AsyncGenerator<Finding & { platform?: string }> {
  // An earlier finding says why this platform does not answer.
  if (answered.closed.has(platform)) return
  yield { ...finding, ...(platform && { platform }) }
  if (!ports || !cart || cart.lines.length === 0) return
  for (const { name, availability } of platforms) {
    if (!availability || answered.stock.has(name) || answered.closed.has(name)) continue
    yield { ...(await stockFinding(name, availability, cart, name === platform, questions)), platform: name }
  }
  const channel = channels[cart.channelId]
  if (channel && ports.checkout) yield { ...(await linkFinding(ports, cart, channel, questions)), platform }
}

/** Whether a platform knows the cart's lines. Another than the cart's own may know them by other ids. */
async function stockFinding(
  name: string,
  availability: NonNullable<Platform['availability']>,
  { lines }: PlatformCart,
  isOwn: boolean,
  { timeoutMs, signal }: CartCheckOptions,
): Promise<Finding> {
  const finding = { check: 'stock', subject: `${name}: ${formatCount(lines.length, 'line')} of the cart` } as const
  try {
    const stocks = await withTimeout(timeoutMs, signal, (limit) => availability.check(lines, limit))
    const isStranger = ({ id }: PlatformCart['lines'][number]) => {
      const status = stocks.get(id)?.status ?? 'unknown'
      return status === 'unknown' || (!isOwn && status === 'discontinued')
    }
    const strangers = lines.filter(isStranger).length
    if (strangers === 0) return { ...finding, ok: true }
    if (strangers < lines.length) return { ...finding, ok: true, detail: `${strangers} of them it does not know.` }
    const advice = isOwn ? '' : ' Its names for products are others than its options say.'
    return { ...finding, ok: false, detail: `It knows none of them.${advice}` }
  } catch (error) {
    signal?.throwIfAborted()
    return { ...finding, ok: false, detail: explain(error, timeoutMs) }
  }
}
