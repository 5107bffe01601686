import type { Consent, MessageChannel } from '../../contract/index.ts'
import type { ConsentRow } from '../stores/sql/tables.ts'
import { markDays } from './figures/days.ts'
import { dayOf, type LedgerBase, retentionMs } from './stored.ts'

/** A shopper's yes or no, and where it comes from. */
export interface RecordedChoice {
  granted: boolean
  /** Milliseconds since 1970. */
  at: number
  /**
   * - `widget`: the shopper chose it, in the widget or where the shop asked by itself
   * - `platform`: the platform's flag, kept as evidence; the flag itself is read again for every message
   * - `merchant`: the merchant asserted it with a reminder
   */
  source: 'widget' | 'platform' | 'merchant'
  /** The origin of the page where it was made, or the name of the merchant key. */
  evidence?: string
}

/** Choices under keyed hashes of carts, phone numbers and e-mail addresses; `consentKeys` makes those keys. */
export interface Consents {
  /**
   * Records one choice under every key. A choice of the shopper's own is only replaced by a newer one of theirs. A no of theirs is
   * counted by the first key, which is the newest of the cart.
   */
  record(keys: readonly string[], messageChannel: MessageChannel, choice: RecordedChoice): Promise<void>
  /** The choice that counts: the shopper's last one under any of the keys, or else the merchant's. */
  latest(keys: readonly string[], messageChannel: MessageChannel): Promise<RecordedChoice | undefined>
  /** The same for each of several lists of keys, in their order. */
  latestOfEach(
    lists: readonly (readonly string[])[],
    messageChannel: MessageChannel,
  ): Promise<(RecordedChoice | undefined)[]>
  /** The choices for the widget to display, so that a shopper can withdraw one. A choice that is not known is false. */
  read(keys: readonly string[], messageChannels: readonly MessageChannel[]): Promise<Consent>
}

// A refusal outlives the cart: the shopper must not have to repeat it.
const refusalMs = 3650 * 24 * 60 * 60 * 1000

export function createConsents(base: LedgerBase): Consents {
  const { store, database, clock } = base
  const { db } = database

  /** All recorded choices: the shopper's own first, then the newest. */
  async function allOf(keys: readonly string[]): Promise<ConsentRow[]> {
    const rows = await db
      .selectFrom('consents')
      .selectAll()
      .where('store', '=', store)
      .where('key', 'in', keys)
      .where('expires_at', '>', Math.floor(clock()))
      .execute()
    const isOwn = ({ source }: ConsentRow) => Number(source === 'widget')
    return rows.sort((one, other) => isOwn(other) - isOwn(one) || other.at - one.at)
  }

  async function latestOfEach(lists: readonly (readonly string[])[], messageChannel: MessageChannel) {
    // A platform's flag is read again for every message, so the recorded one never decides.
    const rows = (await allOf(lists.flat())).filter(
      (row) => row.message_channel === messageChannel && row.source !== 'platform',
    )
    return lists.map((keys) => {
      const row = rows.find(({ key }) => keys.includes(key))
      return row && toChoice(row)
    })
  }

  /** The day on which the shopper said the no that is counted by this key; null where there is none. */
  async function refusalDayOf(key: string, messageChannel: MessageChannel): Promise<number | null> {
    const row = await db
      .selectFrom('consents')
      .select('refusal_day')
      .where('store', '=', store)
      .where('key', '=', key)
      .where('message_channel', '=', messageChannel)
      .executeTakeFirst()
    return row?.refusal_day ?? null
  }

  return {
    latestOfEach,
    async record(keys, messageChannel, { granted, at, source, evidence }) {
      const time = Math.floor(at)
      const row = {
        store,
        message_channel: messageChannel,
        granted: Number(granted),
        at: time,
        source,
        evidence: evidence ?? null,
        expires_at: time + (granted ? retentionMs : refusalMs),
      }
      const refusalDay = source === 'widget' && !granted ? dayOf(time) : null
      const before = await refusalDayOf(keys[0] ?? '', messageChannel)
      const insertion = db
        .insertInto('consents')
        .values(
          [...new Set(keys)].sort().map((key) => ({ ...row, key, refusal_day: key === keys[0] ? refusalDay : null })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['store', 'key', 'message_channel'])
            .doUpdateSet(({ ref }) => ({
              granted: ref('excluded.granted'),
              at: ref('excluded.at'),
              source: ref('excluded.source'),
              evidence: ref('excluded.evidence'),
              expires_at: ref('excluded.expires_at'),
              refusal_day: ref('excluded.refusal_day'),
            }))
            .where(({ and, eb, or, ref }) =>
              or([
                eb('consents.source', '<>', 'widget'),
                and([eb('excluded.source', '=', 'widget'), eb('excluded.at', '>=', ref('consents.at'))]),
                eb('consents.expires_at', '<=', Math.floor(clock())),
              ]),
            ),
        )
      const days = [refusalDay, before].filter((day) => day !== null)
      await database.batch([insertion, ...markDays(base, days)])
    },
    latest: async (keys, messageChannel) => (await latestOfEach([keys], messageChannel))[0],
    async read(keys, messageChannels) {
      // A merchant's assertion must not appear as a box that the shopper ticked.
      const own = (await allOf(keys)).filter(({ source }) => source !== 'merchant')
      const isGranted = (channel: MessageChannel) => own.find((one) => one.message_channel === channel)?.granted === 1
      return Object.fromEntries(messageChannels.map((channel) => [channel, isGranted(channel)]))
    },
  }
}

const toChoice = ({ granted, at, source, evidence }: ConsentRow): RecordedChoice => ({
  granted: granted === 1,
  at,
  source: source as RecordedChoice['source'],
  ...(evidence !== null && { evidence }),
})
