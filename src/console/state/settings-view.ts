import { atom, computed, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type { AbandonedCartSettings, ChannelCartSettings, Problem } from '../../contract/browser.ts'
import { createReading, knownOf, type Reading } from './remote-data.ts'

export type SettingName = keyof AbandonedCartSettings

/** Whose settings are looked at: the store's, or a channel's. */
export type SettingsTarget = { kind: 'store' } | { kind: 'channel'; id: string }

export type Saving =
  | { status: 'idle' }
  | { status: 'saving' }
  /** `kept`: what the platform holds differently from what was sent. */
  | { status: 'saved'; kept: readonly SettingName[] }
  | { status: 'failed'; problem: Problem }

/** Settings as the form shows them: the store's own, and above them those of a channel. */
export interface SettingsForm {
  store: AbandonedCartSettings
  /** What is filled in. Only a channel's may be null, and then takes the store's. */
  draft: ChannelCartSettings
}

export interface SettingsStore {
  readonly $target: ReadableAtom<SettingsTarget>
  readonly $form: ReadableAtom<Reading<SettingsForm>>
  readonly $saving: ReadableAtom<Saving>
  choose(target: SettingsTarget): void
  edit(changes: Partial<ChannelCartSettings>): void
  save(): Promise<void>
  load(): Promise<void>
  clear(): void
}

export interface SettingsRoutes {
  readSettings(): Promise<Result<AbandonedCartSettings>>
  writeSettings(settings: AbandonedCartSettings): Promise<Result<AbandonedCartSettings>>
  readChannelSettings(id: string): Promise<Result<ChannelCartSettings>>
  writeChannelSettings(id: string, settings: ChannelCartSettings): Promise<Result<ChannelCartSettings>>
}

/** In the order of the form. */
export const settingNames = [
  'enable_notification',
  'email_customer_until_cart_is_recovered',
  'marketing_emails_require_customer_consent',
  'email_merchant_when_cart_is_abandoned',
  'email_merchant_when_cart_is_converted',
  'merchant_email_address',
  'merchant_abandoned_cart_email_frequency_type',
  'merchant_abandoned_cart_digest_email_frequency',
] as const satisfies readonly SettingName[]

export function createSettings(routes: SettingsRoutes): SettingsStore {
  const reading = createReading<{ store: AbandonedCartSettings; channel?: ChannelCartSettings }>()
  const $target = atom<SettingsTarget>({ kind: 'store' })
  const $edits = atom<Partial<ChannelCartSettings>>({})
  const $saving = atom<Saving>({ status: 'idle' })

  const $form = computed([reading.$reading, $edits], (now, edits): Reading<SettingsForm> => {
    const value = knownOf(now)
    const form = value && { store: value.store, draft: { ...(value.channel ?? value.store), ...edits } }
    if (now.status === 'ready' && form) return { status: 'ready', value: form }
    if (now.status === 'failed') return { ...now, value: form }
    return now.status === 'idle' ? now : { status: 'loading', value: form }
  })

  async function load(keep = true) {
    const target = $target.get()
    await reading.read(async () => {
      const [store, channel] = await Promise.all([
        routes.readSettings(),
        target.kind === 'channel' ? routes.readChannelSettings(target.id) : undefined,
      ])
      if (!store.ok) return store
      if (channel && !channel.ok) return channel
      return { ok: true, value: { store: store.value, ...(channel && { channel: channel.value }) } }
    }, keep)
  }

  return {
    $target,
    $form,
    $saving,
    choose(target) {
      if ($saving.get().status === 'saving') return
      $target.set(target)
      $edits.set({})
      $saving.set({ status: 'idle' })
      void load(false)
    },
    edit(changes) {
      $edits.set({ ...$edits.get(), ...changes })
      if ($saving.get().status !== 'saving') $saving.set({ status: 'idle' })
    },
    async save() {
      const form = $form.get()
      if (form.status !== 'ready' || $saving.get().status === 'saving') return
      const { store, draft } = form.value
      const edits = $edits.get()
      const target = $target.get()
      $saving.set({ status: 'saving' })
      const result =
        target.kind === 'channel'
          ? await routes.writeChannelSettings(target.id, draft)
          : await routes.writeSettings(filled(draft, store))
      // Signed out meanwhile.
      if ($saving.get().status !== 'saving') return
      if (!result.ok) return $saving.set({ status: 'failed', problem: result.problem })
      // What was answered is what holds, whatever was sent. What was typed since then is not lost.
      reading.set(target.kind === 'channel' ? { store, channel: result.value } : { store: filled(result.value, store) })
      if ($edits.get() === edits) $edits.set({})
      $saving.set({ status: 'saved', kept: settingNames.filter((name) => result.value[name] !== draft[name]) })
    },
    load,
    clear() {
      reading.clear()
      $edits.set({})
      $saving.set({ status: 'idle' })
      $target.set({ kind: 'store' })
    },
  }
}

/** The store's settings have no gaps. */
function filled(values: ChannelCartSettings, store: AbandonedCartSettings): AbandonedCartSettings {
  const given = Object.entries(values).filter(([, value]) => value !== null)
  return { ...store, ...Object.fromEntries(given) }
}
