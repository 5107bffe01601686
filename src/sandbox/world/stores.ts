/** The demo's stores: two of them channels of one BigCommerce account, the third at home with Tjar. */
export type StoreName = 'bigcommerce' | 'vesuviopay' | 'tjar'

/** The BigCommerce channel of the store that hands its carts to VesuvioPay. */
export const vesuvioPayChannelId = '3'

/** What stands for a channel where the store of Tjar needs one: it has no BigCommerce channel. */
export const tjarChannelId = 'tjar'

/** The demo store a channel sells for. */
export function storeOf(channelId: string): StoreName {
  if (channelId === tjarChannelId) return 'tjar'
  return channelId === vesuvioPayChannelId ? 'vesuviopay' : 'bigcommerce'
}
