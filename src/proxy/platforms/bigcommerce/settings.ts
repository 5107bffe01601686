import type * as z from 'zod'

import { RecoveryError, type SettingsPort, type Upstream, UpstreamError } from '../../adapter/index.ts'
import { WireChannelSettings, WireSettings } from './account-wire.ts'
import { WireAnything } from './wire.ts'

/** The settings of BigCommerce's own abandoned-cart e-mails: the store's, and what a channel has different. */
export function settingsPort(upstream: Upstream): SettingsPort {
  const path = 'abandoned-carts/settings'
  const all = settingsAt(upstream, WireSettings, path, `/${path}`)
  const ofChannel = (channelId: string) =>
    settingsAt(
      upstream,
      WireChannelSettings,
      `${path}/channels/${encodeURIComponent(channelId)}`,
      `/${path}/channels/{id}`,
    )
  return {
    read: all.read,
    write: all.write,
    readChannel: (channelId, signal) => ofChannel(channelId).read(signal),
    writeChannel: (channelId, settings, signal) => ofChannel(channelId).write(settings, signal),
  }
}

function settingsAt<Settings extends { enable_notification: boolean | null }>(
  upstream: Upstream,
  answer: z.ZodType<{ data: Settings }>,
  path: string,
  route: string,
) {
  async function read(signal: AbortSignal): Promise<Settings> {
    try {
      return (await upstream.read({ path, route, answer, signal })).data
    } catch (error) {
      throw toRefusal(error)
    }
  }

  async function put(settings: Settings, signal: AbortSignal) {
    const send = (body: object) => upstream.write({ method: 'PUT', path, route, body, answer: WireAnything, signal })
    try {
      await send(settings)
    } catch (error) {
      // The specification requires a field that it does not have. Only a platform that insists on it is given both.
      if (!(error instanceof UpstreamError && error.status === 422 && error.code === 'enabled')) throw error
      await send({ ...settings, enabled: settings.enable_notification })
    }
  }

  return {
    read,
    /** What is returned was read back: the platform's answer is not asked what it did. */
    async write(settings: Settings, signal: AbortSignal): Promise<Settings> {
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

const isSame = (a: object, b: object) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (settings: object) => Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))

function toRefusal(error: unknown): unknown {
  if (!(error instanceof UpstreamError)) return error
  if (error.status === 404) {
    return new RecoveryError('invalid-request', { detail: 'channelId: the platform has no such channel', cause: error })
  }
  if (error.status !== 422 && error.status !== 400) return error
  const detail = `${error.code ?? 'settings'}: the platform does not take this value`
  return new RecoveryError('invalid-request', { detail, cause: error })
}
