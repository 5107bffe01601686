import { readBoolean, readList, readText } from '../controls/fields.ts'
import { readRows } from '../controls/read-rows.ts'
import { stableUuid } from '../world/stable-id.ts'
import type { VesuvioPayAccount, VesuvioPayWebhook } from './state.ts'

/** Webhooks as `PATCH /sandbox/world` writes them; a secret that is left out stays as it is. */
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
