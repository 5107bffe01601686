import type { Abilities, Consent } from '../../contract/index.ts'
import type { ReportPort } from '../adapter/messaging-ports.ts'
import type { CartPorts, StorePorts } from '../choose-ports.ts'
import type { NotifyPort } from './notify-port.ts'

/** What tells a shopper of a subscription, where no platform keeps back-in-stock lists. */
interface ToldCart extends Pick<StorePorts, 'report'> {
  ports: CartPorts
  notify?: NotifyPort
}

/** True where the proxy itself keeps the subscriptions of such a cart, for the shop's service. */
export function hasNotify({ ports, notify }: Pick<ToldCart, 'ports' | 'notify'>): boolean {
  const { backInStock, availability, recovery } = ports
  return notify !== undefined && !backInStock && availability !== undefined && !recovery.isShoppersOwn
}

/**
 * The automation that tells the number of such a cart, where the store has no service: once its shopper has agreed. One that
 * writes by its platform's own mailer has no words for it.
 */
export function reportOfStock({ ports, notify, report }: ToldCart): { platform: string; port: ReportPort } | undefined {
  const { backInStock, availability, contact, recovery } = ports
  if (notify || backInStock || !availability || !contact || recovery.isShoppersOwn) return undefined
  if (!report || report.port.knowsAddress) return undefined
  return { platform: report.platform, port: report.port }
}

/** True where the proxy itself keeps subscriptions of the store's shoppers. */
export function keepsSubscriptions({
  portsByPlatform,
  notify,
  report,
}: Omit<ToldCart, 'ports'> & { portsByPlatform: ReadonlyMap<string, CartPorts> }): boolean {
  const all = [...portsByPlatform.values()].map((ports) => ({
    ports,
    ...(notify && { notify }),
    ...(report && { report }),
  }))
  return all.some((cart) => hasNotify(cart) || reportOfStock(cart) !== undefined)
}

/** The abilities of a cart whose shopper has made these choices. */
export function withReports(abilities: Abilities, context: ToldCart, consent: Consent): Abilities {
  const channel = reportOfStock(context)?.port.messageChannel
  return channel && consent[channel] ? { ...abilities, backInStock: true } : abilities
}
