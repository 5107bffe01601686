import type { Finding } from '../adapter/messaging-ports.ts'
import type { Channel, ProxyConfig } from '../config.ts'
import { linkLifetimeMs } from '../sealing/sealed-link.ts'
import { formatCount } from './explain.ts'

export type ChannelAddresses = Pick<Channel, 'origins' | 'recoveryPageUrl' | 'shopUrl' | 'checkoutOrigins'>

/** What is configured, and how many keys are retired. */
export function configFindings(config: ProxyConfig): Finding[] {
  const { store, keys, channels, platforms, allowContacts } = config
  const names = platforms.map(({ name }) => name).join(', ')
  const retired = keys.length - 1
  const days = linkLifetimeMs / 86_400_000
  return [
    {
      check: 'config',
      subject: `store ${store}, ${formatCount(Object.keys(channels).length, 'channel')}, with ${names}`,
      ok: true,
    },
    {
      check: 'config',
      subject: retired === 0 ? '1 key' : `${keys.length} keys: the first seals, the others only open`,
      ok: true,
      ...(retired > 0 && {
        detail: `${formatCount(retired, 'retired key')}: drop one ${days} days after it was replaced, when its links are over.`,
      }),
    },
    ...(allowContacts ? [allowContactsFinding(allowContacts.length)] : []),
    ...(config.adopt && config.serverKey === undefined ? [adoptFinding] : []),
  ]
}

const adoptFinding: Finding = {
  check: 'config',
  subject: 'adopt without a serverKey',
  ok: true,
  detail:
    'Carts can be adopted by `proxy.adopt` in this process alone: a shop elsewhere needs `serverKey`, on both sides.',
}

function allowContactsFinding(contacts: number): Finding {
  const detail =
    'Every other report and reminder is withheld. Remove `allowContacts` to write to all shoppers who agreed.'
  return {
    check: 'config',
    subject: `allowContacts: ${formatCount(contacts, 'contact')} may be written to`,
    ok: true,
    detail,
  }
}

/** Whether the configured pages may use the widget, and whether the proxy is on their own origin. */
export function originFindings(publicUrl: string, channels: Record<string, ChannelAddresses>): Finding[] {
  const { origin } = new URL(publicUrl)
  const elsewhere = Object.entries(channels).filter(([, { origins }]) => !origins.includes(origin))
  const ids = elsewhere.map(([id]) => id).join(', ')
  return [
    ...Object.entries(channels).map(([id, channel]) => originFinding(id, channel)),
    elsewhere.length === 0
      ? { check: 'origin', subject: `publicUrl is same-origin with the shop: ${origin}`, ok: true }
      : {
          check: 'origin',
          subject: `publicUrl is cross-origin for channel ${ids}: ${origin}`,
          ok: true,
          detail: "It works. On the shop's own origin each visit would save one preflight request.",
        },
  ]
}

function originFinding(id: string, { origins, recoveryPageUrl, shopUrl }: ChannelAddresses): Finding {
  const used = [...new Set([recoveryPageUrl, shopUrl].map((url) => new URL(url).origin))]
  const missing = used.filter((origin) => !origins.includes(origin))
  const subject = `channel ${id}: ${used.join(', ')}`
  if (missing.length === 0) return { check: 'origin', subject, ok: true }
  return {
    check: 'origin',
    subject,
    ok: false,
    detail: `The widget is refused there. Add ${missing.join(', ')} to channels.${id}.origins.`,
  }
}

/** For stores whose platforms do not tell the time: only a clock that is years off is found. */
export function ownClockFinding(now: number): Finding {
  const isPlausible = now > Date.UTC(2025, 0) && now < Date.UTC(2100, 0)
  if (isPlausible) {
    return {
      check: 'clock',
      subject: new Date(now).toISOString(),
      ok: true,
      detail: 'No platform told the time that it could be compared with.',
    }
  }
  return { check: 'clock', subject: String(now), ok: false, detail: 'Not a time of today, in milliseconds since 1970.' }
}
