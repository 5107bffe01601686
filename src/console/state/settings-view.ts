import { atom, computed, type ReadableAtom } from 'nanostores'

import type { Result } from '../../client/index.ts'
import type { AbandonedCartSettings, ChannelCartSettings, Problem, StoredCartSettings } from '../../contract/browser.ts'
import { createRemoteData, latestValue, type RemoteData } from './remote-data.ts'

/** A setting of abandoned carts, by the platform's own name for it. */
export type SettingName = keyof AbandonedCartSettings

/** Whose settings are shown: the store's, or those of a channel. */
export type SettingsTarget = { kind: 'store' } | { kind: 'channel'; id: string }

export type Saving =
  | { status: 'idle' }
  | { status: 'saving' }
  /** `adjusted`: settings that the platform answered with another value than was sent. */
  | { status: 'saved'; adjusted: readonly SettingName[] }
  | { status: 'failed'; problem: Problem }

/** The values of the form. A channel's settings take the place of the store's. */
export interface SettingsForm {
  store: StoredCartSettings
  /** The values of the fields. Null, in a channel's form only: the store's value applies. */
  draft: ChannelCartSettings
}

/** The form of the settings: what it shows, and what saving it did. */
export interface SettingsView {
  readonly $target: ReadableAtom<SettingsTarget>
  readonly $form: ReadableAtom<RemoteData<SettingsForm>>
  readonly $saving: ReadableAtom<Saving>
  choose(target: SettingsTarget): void
  edit(changes: Partial<ChannelCartSettings>): void
  save(): Promise<void>
  load(): Promise<void>
  clear(): void
}

/** What the form asks the proxy for. */
export interface SettingsRoutes {
  readSettings(): Promise<Result<StoredCartSettings>>
  writeSettings(settings: AbandonedCartSettings): Promise<Result<StoredCartSettings>>
  readChannelSettings(id: string): Promise<Result<StoredCartSettings>>
  writeChannelSettings(id: string, settings: ChannelCartSettings): Promise<Result<StoredCartSettings>>
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

export function createSettingsView(routes: SettingsRoutes): SettingsView {
  const saved = createRemoteData<{ store: StoredCartSettings; channel?: StoredCartSettings }>()
  const $target = atom<SettingsTarget>({ kind: 'store' })
  const $edits = atom<Partial<ChannelCartSettings>>({})
  const $saving = atom<Saving>({ status: 'idle' })

  const $form = computed([saved.$data, $edits], (data, edits): RemoteData<SettingsForm> => {
    const value = latestValue(data)
    const form = value && { store: value.store, draft: { ...(value.channel ?? value.store), ...edits } }
    if (data.status === 'ready' && form) return { status: 'ready', value: form }
    if (data.status === 'failed') return { ...data, value: form }
    return data.status === 'idle' ? data : { status: 'loading', value: form }
  })

  async function load(keep = true) {
    const target = $target.get()
    await saved.load(async () => {
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
          : // What the platform does not say, and the merchant neither, the proxy refuses by name.
            await routes.writeSettings(withDefaults(draft, store) as AbandonedCartSettings)
      // The merchant has signed out meanwhile.
      if ($saving.get().status !== 'saving') return
      if (!result.ok) return $saving.set({ status: 'failed', problem: result.problem })
      // The answer counts, not what was sent. What was typed while it was on its way is kept.
      saved.set(
        target.kind === 'channel' ? { store, channel: result.value } : { store: withDefaults(result.value, store) },
      )
      if ($edits.get() === edits) $edits.set({})
      $saving.set({ status: 'saved', adjusted: settingNames.filter((name) => result.value[name] !== draft[name]) })
    },
    load,
    clear() {
      saved.clear()
      $edits.set({})
      $saving.set({ status: 'idle' })
      $target.set({ kind: 'store' })
    },
  }
}

/** The store's form has no null: a value that is missing is the saved one. */
function withDefaults(values: ChannelCartSettings, store: StoredCartSettings): StoredCartSettings {
  const own = Object.entries(values).filter(([, value]) => value !== null)
  return { ...store, ...Object.fromEntries(own) }
}
