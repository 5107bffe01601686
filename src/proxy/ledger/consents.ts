import type { Consent, MessageChannel } from '../../contract/index.ts'
import type { Collection } from './collection.ts'

/** A choice, and how we know of it. */
export interface RecordedChoice {
  granted: boolean
  /** Milliseconds since 1970. */
  at: number
  /** `widget`: chosen by the shopper, there or where the shop asked by itself. `platform`: the platform's own flag. `merchant`: the merchant's word. */
  source: 'widget' | 'platform' | 'merchant'
  /** The page it was made on, or the merchant key's name. */
  evidence?: string
}

export type ConsentEntry = Partial<Record<MessageChannel, RecordedChoice>>

/** Choices by keyed hashes: of a cart, of a phone number, of an e-mail address. */
export interface Consents {
  /** Records the same choice under every name. */
  record(names: readonly string[], channel: MessageChannel, choice: RecordedChoice): Promise<void>
  /** What was said last under any of the names: by the shopper, or where they said nothing, by the merchant. */
  latest(names: readonly string[], channel: MessageChannel): Promise<RecordedChoice | undefined>
  /** What the widget shows, so that who was written to can take it back: unknown is false. */
  show(names: readonly string[], channels: readonly MessageChannel[]): Promise<Consent>
}

export function createConsents(collection: Collection<ConsentEntry>): Consents {
  /** Every recorded choice, the shopper's own first, then the newest. */
  async function allOf(names: readonly string[], channel: MessageChannel): Promise<RecordedChoice[]> {
    const entries = await Promise.all(names.map((name) => collection.read(name)))
    const choices = entries.flatMap((entry) => entry?.[channel] ?? [])
    const isOwn = ({ source }: RecordedChoice) => Number(source === 'widget')
    return choices.sort((one, other) => isOwn(other) - isOwn(one) || other.at - one.at)
  }

  // A platform's flag is asked for anew each time; what is recorded of it is evidence only.
  const latest = async (names: readonly string[], channel: MessageChannel) =>
    (await allOf(names, channel)).find(({ source }) => source !== 'platform')

  return {
    latest,
    async record(names, channel, choice) {
      for (const name of names) {
        await collection.update(name, (entry) => {
          const before = entry?.[channel]
          // What a shopper chose by themselves is only ever replaced by another choice of theirs.
          if (before?.source === 'widget' && choice.source !== 'widget') return undefined
          return { ...entry, [channel]: choice }
        })
      }
    },
    async show(names, channels) {
      // A merchant's word is no tick of the shopper's.
      const own = async (channel: MessageChannel) =>
        (await allOf(names, channel)).find(({ source }) => source !== 'merchant')?.granted === true
      return Object.fromEntries(await Promise.all(channels.map(async (channel) => [channel, await own(channel)])))
    },
  }
}
