import type { ChannelCartSettings, StoredCartSettings } from '../../../contract/index.ts'
import { RecoveryError, type SettingsPort, type Upstream, UpstreamError } from '../../adapter/index.ts'
import { WireSettings } from './account-wire.ts'
import { WireAnything } from './wire.ts'

/** The settings of BigCommerce's own abandoned-cart e-mails: the store's, and what a channel has different. */
export function settingsPort(upstream: Upstream): SettingsPort {
  const path = 'abandoned-carts/settings'
  const all = settingsAt(upstream, path, `/${path}`, true)
  const ofChannel = (channelId: string) =>
    settingsAt(upstream, `${path}/channels/${encodeURIComponent(channelId)}`, `/${path}/channels/{id}`, false)
  return {
    read: all.read,
    write: all.write,
    readChannel: (channelId, signal) => ofChannel(channelId).read(signal),
    writeChannel: (channelId, settings, signal) => ofChannel(channelId).write(settings, signal),
  }
}

function settingsAt(upstream: Upstream, path: string, route: string, requiresEnabled: boolean) {
  async function read(signal: AbortSignal): Promise<StoredCartSettings> {
    try {
      return (await upstream.read({ path, route, answer: WireSettings, signal })).data
    } catch (error) {
      throw toRefusal(error)
    }
  }

  async function put(settings: ChannelCartSettings, signal: AbortSignal) {
    const send = (body: object) => upstream.write({ method: 'PUT', path, route, body, answer: WireAnything, signal })
    // The store's settings require a field that the specification describes nowhere; the channel's do not.
    const both = { ...settings, enabled: settings.enable_notification }
    const [first, second] = requiresEnabled ? [both, settings] : [settings, both]
    try {
      await send(first)
    } catch (error) {
      if (!isAboutEnabled(error)) throw error
      await send(second)
    }
  }

  return {
    read,
    /** Returns the settings as they were read back. The answer of the write is not read. */
    async write(settings: ChannelCartSettings, signal: AbortSignal): Promise<StoredCartSettings> {
      const failure = await put(settings, signal).then(
        () => undefined,
        (error: unknown) => error ?? new Error('failed'),
      )
      const isUncertain = failure instanceof UpstreamError && failure.isUncertain
      if (failure && !isUncertain) throw toRefusal(failure)
      const held = await read(signal)
      if (failure && !isSame(held, settings)) throw failure
      return held
    },
  }
}

/** Whether a refusal may be about `enabled`: it names that field, or none. */
function isAboutEnabled(error: unknown): boolean {
  if (!(error instanceof UpstreamError) || (error.status !== 400 && error.status !== 422)) return false
  return error.code === undefined || error.code === 'enabled'
}

const isSame = (a: object, b: object) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (settings: object) => Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))

const refusals: Partial<Record<number, string>> = {
  401: 'the platform refused the access token: set a new one, and look with `cart-recovery doctor`',
  403: 'the platform refused the access token: its API account needs the scope Information & Settings (modify)',
}

function toRefusal(error: unknown): unknown {
  if (!(error instanceof UpstreamError)) return error
  const { status = 0, code } = error
  if (status in refusals) return new RecoveryError('upstream-down', { detail: refusals[status], cause: error })
  if (status === 404) {
    return new RecoveryError('invalid-request', { detail: 'channelId: the platform has no such channel', cause: error })
  }
  if (status !== 422 && status !== 400) return error
  const detail = `${code ?? 'settings'}: the platform does not take this value`
  return new RecoveryError('invalid-request', { detail, cause: error })
}
