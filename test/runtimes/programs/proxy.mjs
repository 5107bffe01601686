// In the place of the page's own file of this name.
import { readFileSync } from 'node:fs'
import { createSqliteStore } from 'cart-recovery/sqlite'

// No entry of the package has these: the proxy tells nobody which address it understood.
import { toFetchContext } from '../node_modules/cart-recovery/dist/src/proxy/http/proxy-env.js'
import { toSocketAddress } from '../node_modules/cart-recovery/dist/src/proxy/limits/client-address.js'
import { createBoth } from './both.mjs'

const settings = JSON.parse(readFileSync('settings.json', 'utf8'))

export const proxy = createBoth(settings, createSqliteStore({ path: 'cart-recovery.db' }), {
  toFetchContext,
  toSocketAddress,
})

setInterval(() => void proxy.work(), 1000)
