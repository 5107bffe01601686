import type { Consent, MessageChannel } from '../../contract/index.ts'
import type { Collection } from './collection.ts'

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

/** The choices recorded under one key. */
export type ConsentEntry = Partial<Record<MessageChannel, RecordedChoice>>

/** Choices under keyed hashes of carts, phone numbers and e-mail addresses; `consentKeys` makes those keys. */
export interface Consents {
  /** Records one choice under every key. A choice of the shopper's own is only replaced by a newer one of theirs. */
  record(keys: readonly string[], messageChannel: MessageChannel, choice: RecordedChoice): Promise<void>
  /** The choice that counts: the shopper's last one under any of the keys, or else the merchant's. */
  latest(keys: readonly string[], messageChannel: MessageChannel): Promise<RecordedChoice | undefined>
  /** The choices for the widget to display, so that a shopper can withdraw one. A choice that is not known is false. */
  read(keys: readonly string[], messageChannels: readonly MessageChannel[]): Promise<Consent>
}

export function createConsents(collection: Collection<ConsentEntry>): Consents {
  /** All recorded choices: the shopper's own first, then the newest. */
  async function allOf(keys: readonly string[], messageChannel: MessageChannel): Promise<RecordedChoice[]> {
    const entries = await Promise.all(keys.map((key) => collection.read(key)))
    const choices = entries.flatMap((entry) => entry?.[messageChannel] ?? [])
    const isOwn = ({ source }: RecordedChoice) => Number(source === 'widget')
    return choices.sort((one, other) => isOwn(other) - isOwn(one) || other.at - one.at)
  }

  // A platform's flag is read again for every message, so the recorded one never decides.
  const latest = async (keys: readonly string[], messageChannel: MessageChannel) =>
    (await allOf(keys, messageChannel)).find(({ source }) => source !== 'platform')

  return {
    latest,
    async record(keys, messageChannel, choice) {
      for (const key of keys) {
        await collection.update(key, (entry) => {
          const before = entry?.[messageChannel]
          if (before?.source === 'widget' && choice.source !== 'widget') return undefined
          return { ...entry, [messageChannel]: choice }
        })
      }
    },
    async read(keys, messageChannels) {
      // A merchant's assertion must not appear as a box that the shopper ticked.
      const own = async (messageChannel: MessageChannel) =>
        (await allOf(keys, messageChannel)).find(({ source }) => source !== 'merchant')?.granted === true
      return Object.fromEntries(
        await Promise.all(messageChannels.map(async (messageChannel) => [messageChannel, await own(messageChannel)])),
      )
    },
  }
}
