import type { BigCommerceHook } from '../bigcommerce/account.ts'
import { type SiteRoute, siteIdOf } from '../bigcommerce/sites/site-routes.ts'
import type { VesuvioPayAccount, VesuvioPayWebhook } from '../vesuviopay/state.ts'
import { stableUuid } from '../world/stable-id.ts'
import type { World } from '../world/world.ts'
import { readBoolean, readCount, readList, readRecord, readText, requireKeys } from './fields.ts'

type WithoutId<Value> = Omit<Value, 'id'> & { id?: number }

/** What stands in place of a secret; sent back, it leaves the secret as it is. */
export const hidden = '[hidden]'

/** Webhooks of BigCommerce as `PATCH /sandbox/world` writes them; what is shown about them may be sent back. */
export function readHooks(
  value: unknown,
  at: string,
  now: number,
  known: BigCommerceHook[],
): WithoutId<BigCommerceHook>[] {
  return readRows(value, at, ['id', 'scope', 'destination', 'isActive', 'headers', 'createdAt'], (row, name) => ({
    ...readId(row.id, name('id')),
    scope: readText(row.scope, name('scope')),
    destination: readText(row.destination, name('destination')),
    isActive: row.isActive === undefined || readBoolean(row.isActive, name('isActive')),
    headers: readHeaders(
      row.headers ?? {},
      name('headers'),
      known.find(({ id }) => String(id) === String(row.id)),
    ),
    createdAt: row.createdAt === undefined ? now : Date.parse(readText(row.createdAt, name('createdAt'))),
  }))
}

/** The routes of all sites. */
export function readRoutes(value: unknown, at: string): WithoutId<SiteRoute>[] {
  return readRows(value, at, ['id', 'siteId', 'channelId', 'type', 'matching', 'route', 'url'], (row, name) => {
    const channelId = readText(row.channelId, name('channelId'))
    return {
      ...readId(row.id, name('id')),
      siteId: siteIdOf(channelId),
      channelId,
      type: readText(row.type, name('type')),
      matching: readText(row.matching, name('matching')),
      route: readText(row.route, name('route')),
    }
  })
}

/** Webhooks of VesuvioPay. */
export function readWebhooks(value: unknown, at: string, account: VesuvioPayAccount): VesuvioPayWebhook[] {
  const known = (id: unknown) => account.webhooks.find((one) => one.id === id)?.secret ?? account.webhookSecret
  const keys = ['id', 'url', 'eventTypes', 'description', 'secret', 'isActive']
  return readRows(value, at, keys, (row, name) => {
    const url = readText(row.url, name('url'))
    return {
      id: row.id === undefined ? stableUuid(`vesuviopay/webhook/${url}`) : readText(row.id, name('id')),
      url,
      eventTypes: readList(row.eventTypes, name('eventTypes')).map((type, index) =>
        readText(type, name(`eventTypes.${index}`)),
      ),
      description: row.description ? readText(row.description, name('description')) : '',
      secret: row.secret === undefined ? known(row.id) : readText(row.secret, name('secret')),
      isActive: row.isActive === undefined || readBoolean(row.isActive, name('isActive')),
    }
  })
}

/** Numbers for those that have none yet. */
export function withIds<Value extends object>(rows: (Value & { id?: number })[], world: World) {
  return rows.map(({ id = world.nextId++, ...row }) => ({ ...row, id }))
}

function readRows<Row>(
  value: unknown,
  at: string,
  keys: string[],
  read: (row: Record<string, unknown>, name: (key: string) => string) => Row,
): Row[] {
  return readList(value, at).map((entry, index) => {
    const row = readRecord(entry, `${at}.${index}`)
    requireKeys(row, keys, `${at}.${index}.`)
    return read(row, (key) => `${at}.${index}.${key}`)
  })
}

/** Ids are shown as texts. */
function readId(value: unknown, name: string): { id?: number } {
  if (value === undefined) return {}
  return { id: readCount(typeof value === 'string' ? Number(value) : value, name, 1) }
}

function readHeaders(value: unknown, name: string, known: BigCommerceHook | undefined): Record<string, string> {
  const headers = Object.entries(readRecord(value, name))
  return Object.fromEntries(
    headers.map(([key, text]) => {
      const given = readText(text, `${name}.${key}`)
      return [key, given === hidden ? (known?.headers[key] ?? given) : given]
    }),
  )
}
