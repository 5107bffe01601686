/** The demo's stores, in the order they are printed. */
export const storeNames = ['bigcommerce', 'vesuviopay'] as const

export type StoreName = (typeof storeNames)[number]

/** Where a store's proxy and its recovery page are. The first store is at the root of the shop. */
export const storePaths: Record<StoreName, { proxy: string; recovery: string; channelId: string }> = {
  bigcommerce: { proxy: '/cart-recovery', recovery: '/recover', channelId: '1' },
  vesuviopay: { proxy: '/vesuviopay/cart-recovery', recovery: '/vesuviopay/recover', channelId: '3' },
}
