// What `cart-recovery serve` is started with: BigCommerce's adapter in front of the canned upstream. The ledger is the file that
// `serve` opens by itself, or a database.
import { defineConfig } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { openStore } from '../setup/open-store.ts'

const postgres = process.env.BENCH_POSTGRES

export default defineConfig({
  store: 'bench',
  publicUrl: 'https://shop.example/cart-recovery',
  keys: ['q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng'],
  platforms: [
    bigcommerce({
      storeHash: process.env.BENCH_STORE ?? 'lines1',
      accessToken: 'an-access-token',
      apiUrl: process.env.BENCH_UPSTREAM ?? '',
    }),
  ],
  ...(postgres && { stateStore: openStore(postgres) }),
  channels: {
    1: {
      origins: ['https://shop.example'],
      recoveryPageUrl: 'https://shop.example/cart/recover',
      shopUrl: 'https://shop.example/',
      checkoutOrigins: ['https://store-records.mybigcommerce.com'],
    },
  },
})
