// What `cart-recovery serve` is started with: BigCommerce's adapter in front of the canned upstream. The ledger is the file or the
// database that the environment names, as in production.
import { bigcommerce } from 'cart-recovery/bigcommerce'
import { defineConfig } from 'cart-recovery/proxy'

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
  channels: {
    1: {
      origins: ['https://shop.example'],
      recoveryPageUrl: 'https://shop.example/cart/recover',
      shopUrl: 'https://shop.example/',
      checkoutOrigins: ['https://store-records.mybigcommerce.com'],
    },
  },
})
