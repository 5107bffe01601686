import { readBoolean, readCount, readRecord, readText } from '../controls/fields.ts'
import { hidden, readRows } from '../controls/read-rows.ts'
import type { World } from '../world/world.ts'
import { type SiteRoute, siteIdOf } from './sites/site-routes.ts'
import type { BigCommerceHook } from './state.ts'

type WithoutId<Value> = Omit<Value, 'id'> & { id?: number }

/** Reads webhooks from `PATCH /sandbox/world`. The form is that of `GET`, so a script may send back what it read. */
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

/** Reads the routes of all sites from `PATCH /sandbox/world`. */
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

/** Reads the addresses of the channels' checkouts from `PATCH /sandbox/world`; `null` where a site lists none. */
export function readCheckoutUrls(value: unknown, at: string): Record<string, string | null> {
  const urls = Object.entries(readRecord(value, at))
  return Object.fromEntries(urls.map(([id, url]) => [id, url === null ? null : readText(url, `${at}.${id}`)]))
}

/** Gives an id to every row that has none. */
export function withIds<Value extends object>(rows: (Value & { id?: number })[], world: World) {
  return rows.map(({ id = world.nextId++, ...row }) => ({ ...row, id }))
}

/** Reads an id, which the control routes show as a text. */
function readId(value: unknown, name: string): { id?: number } {
  if (value === undefined) return {}
  return { id: readCount(typeof value === 'string' ? Number(value) : value, name, 1) }
}

function readHeaders(value: unknown, name: string, known: BigCommerceHook | undefined): Record<string, string> {
  const headers = Object.entries(readRecord(value, name))
  return Object.fromEntries(
    headers.map(([key, text]) => {
      const header = readText(text, `${name}.${key}`)
      return [key, header === hidden ? (known?.headers[key] ?? header) : header]
    }),
  )
}
