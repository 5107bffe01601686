import type { PlatformName } from '../platform-types.ts'

/** A demo store is called after the platform that gives it its shoppers' carts or checkouts. */
export type StoreName = PlatformName

/** The BigCommerce channel of the store that hands its carts to VesuvioPay. */
export const vesuvioPayChannelId = '3'

/** The demo store that a BigCommerce channel sells for. */
export function storeOf(channelId: string): StoreName {
  return channelId === vesuvioPayChannelId ? 'vesuviopay' : 'bigcommerce'
}
