/** The demo's stores, as far as they have a channel of the BigCommerce account. */
export type StoreName = 'bigcommerce' | 'vesuviopay'

/** The BigCommerce channel of the store that hands its carts to VesuvioPay. */
export const vesuviopayChannelId = '3'

/** The demo store a channel sells for. */
export function storeOf(channelId: string): StoreName {
  return channelId === vesuviopayChannelId ? 'vesuviopay' : 'bigcommerce'
}
