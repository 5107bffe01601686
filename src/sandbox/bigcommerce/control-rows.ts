import { readBoolean, readCount, readRecord, readText } from '../controls/fields.ts'
import { hidden, readRows } from '../controls/read-rows.ts'
import type { World } from '../world/world.ts'
import { type SiteRoute, siteIdOf } from './sites/site-routes.ts'
import type { BigCommerceHook } from './state.ts'

type WithoutId<Value> = Omit<Value, 'id'> & { id?: number }

/** Webhooks as `PATCH /sandbox/world` writes them; what is shown about them may be sent back. */
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

/** Numbers for those that have none yet. */
export function withIds<Value extends object>(rows: (Value & { id?: number })[], world: World) {
  return rows.map(({ id = world.nextId++, ...row }) => ({ ...row, id }))
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
