import { type AbandonedCartSettings, ChannelCartSettings, type StoredCartSettings } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { SettingsPort } from '../adapter/messaging-ports.ts'
import type { StoreContext } from '../context.ts'

type Context = Pick<StoreContext, 'settings' | 'channels'>

/** `GET /merchant/settings`: the platform's abandoned-cart settings for the whole store. */
export async function readSettings(context: Context, signal: AbortSignal): Promise<StoredCartSettings> {
  return requireSettings(context).read(signal)
}

/** `PUT /merchant/settings`. */
export async function writeSettings(
  context: Context,
  settings: AbandonedCartSettings,
  signal: AbortSignal,
): Promise<StoredCartSettings> {
  return requireSettings(context).write(settings, signal)
}

/** `GET /merchant/settings/channels/{channelId}`: what one sales channel overrides. */
export async function readChannelSettings(
  context: Context,
  channelId: string,
  signal: AbortSignal,
): Promise<StoredCartSettings> {
  requireChannel(context, channelId)
  return requireSettings(context).readChannel(channelId, signal)
}

/**
 * `PUT /merchant/settings/channels/{channelId}`. Settings that are left out keep their value: they are read and sent along,
 * because platforms differ in what they make of an incomplete body.
 */
export async function writeChannelSettings(
  context: Context,
  channelId: string,
  changes: { [Name in keyof ChannelCartSettings]?: ChannelCartSettings[Name] | undefined },
  signal: AbortSignal,
): Promise<StoredCartSettings> {
  requireChannel(context, channelId)
  const port = requireSettings(context)
  const whole = ChannelCartSettings.safeParse({ ...(await port.readChannel(channelId, signal)), ...changes })
  if (whole.success) return port.writeChannel(channelId, whole.data, signal)
  const names = whole.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new RecoveryError('invalid-request', {
    detail: `${names}: the platform holds what it would not take; send a value`,
  })
}

/** Throws `not-found` for a sales channel of the platform that is another proxy's. */
function requireChannel({ channels }: Context, channelId: string): void {
  if (Object.hasOwn(channels, channelId)) return
  throw new RecoveryError('not-found', { detail: '`channels` of the configuration does not list this one' })
}

/** Throws `not-supported` where no platform of the store has such settings. */
function requireSettings({ settings }: Context): SettingsPort {
  if (settings) return settings
  throw new RecoveryError('not-supported', { detail: 'no platform of this store has such settings' })
}
