import { type LedgerBase, retentionMs } from './stored.ts'

/** The webhook events that are done. */
export interface Events {
  record(platform: string, eventId: string): Promise<void>
  has(platform: string, eventId: string): Promise<boolean>
}

export function createEvents({ store, database, clock, keysOf }: LedgerBase): Events {
  const { db } = database
  const idsOf = (platform: string, eventId: string) => keysOf(JSON.stringify([platform, eventId]))
  return {
    async record(platform, eventId) {
      const [id = ''] = await idsOf(platform, eventId)
      const at = Math.floor(clock())
      const insertion = db
        .insertInto('events')
        .values({ store, id, at, expires_at: at + retentionMs })
        .onConflict((conflict) => conflict.doNothing())
      await database.batch([insertion])
    },
    async has(platform, eventId) {
      const found = await db
        .selectFrom('events')
        .select('id')
        .where('store', '=', store)
        .where('id', 'in', await idsOf(platform, eventId))
        .executeTakeFirst()
      return found !== undefined
    },
  }
}
