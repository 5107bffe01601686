import { type HttpBindings, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'

import { countItems } from './shop-cart.ts'

const app = new Hono<{ Bindings: HttpBindings }>()
app.get('/api/cart', async (c) => c.json({ itemCount: await countItems(getCookie(c, 'cartId')) }))

app.use(serveStatic({ root: './dist' }))
app.get('*', serveStatic({ path: './dist/index.html' }))
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) })
