/** The demo's stores, in the order they are printed. */
export const storeNames = ['bigcommerce', 'vesuviopay', 'tjar'] as const

export type StoreName = (typeof storeNames)[number]

export const platformNames = ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip'] as const

export type PlatformName = (typeof platformNames)[number]

export interface StorePaths {
  proxy: string
  recovery: string
  channelId: string
}

/** Where a store's proxy and its recovery page are. The first store is at the root of the shop. */
export const storePaths: Record<StoreName, StorePaths> = {
  bigcommerce: { proxy: '/cart-recovery', recovery: '/recover', channelId: '1' },
  vesuviopay: { proxy: '/vesuviopay/cart-recovery', recovery: '/vesuviopay/recover', channelId: '3' },
  tjar: { proxy: '/tjar/cart-recovery', recovery: '/tjar/recover', channelId: 'tjar' },
}
