import { createHmac } from 'node:crypto'

import type { Channel } from '../../src/proxy/config.ts'

/** The store that grows: the same for the server and for what is put into its ledger. */
export const store = 'bench'
export const keys = ['q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng']
export const merchantKey = 'merchant-key-of-the-bench-0001-xxxxxxxxxxxx'
export const webhookSecret = { name: 'x-bench-secret', value: 'a-secret-of-the-bench' }

export const channel: Channel = {
  origins: ['https://shop.example'],
  recoveryPageUrl: 'https://shop.example/cart/recover',
  shopUrl: 'https://shop.example/',
  checkoutOrigins: ['https://store-records.mybigcommerce.com'],
}

/** The platform's id of the cart with this number. A cart whose id begins with `gone` is not there any more. */
export function cartIdOf(platform: string, index: number, kind: 'kept' | 'gone' = 'kept'): string {
  if (platform === 'tjar') return String(1_000_000 + index)
  const digits = createHmac('sha256', platform).update(String(index)).digest('hex')
  return `${kind === 'gone' ? 'gone0000' : digits.slice(0, 8)}-0000-4000-8000-${digits.slice(8, 20)}`
}
