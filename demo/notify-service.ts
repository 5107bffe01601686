import { createHmac, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'

import type { Sandbox } from '../src/sandbox/index.ts'

/** Where the shop's own service takes what the proxy tells it. */
export const notifyPath = '/hooks/back-in-stock'

/** What it reads of a webhook. */
interface BackInStock {
  type: string
  data: { cart: { id: string; link?: string }; lineItem: { name: string; url?: string } }
}

interface NotifyServiceOptions {
  /** The sandbox as it is now. */
  sandbox(): Sandbox
  secret: string
}

/** The shop's own service: writes to the cart's customer, whom it reads from the cart, once for each webhook. */
export function createNotifyService({ sandbox, secret }: NotifyServiceOptions): Hono {
  const app = new Hono()
  const done = new Set<string>()
  app.post(notifyPath, async (c) => {
    const [id = '', timestamp = '', signatures = ''] = ['id', 'timestamp', 'signature'].map((name) =>
      c.req.header(`webhook-${name}`),
    )
    const body = await c.req.text()
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    if (!signatures.split(' ').some((one) => isSame(one, signature))) return c.body(null, 401)
    const { type, data }: BackInStock = JSON.parse(body)
    if (type === 'line_item.back_in_stock' && !done.has(id)) {
      write(sandbox(), data)
      done.add(id)
    }
    return c.body(null, 204)
  })
  return app
}

function write({ world }: Sandbox, { cart: { id, link }, lineItem }: BackInStock['data']): void {
  const cart = world.carts.find((one) => one.id === id)
  // Without an address the shop would ask for one on its page, and confirm it before it writes.
  if (!cart?.email) return
  world.messages.push({
    channel: 'email',
    platform: 'bigcommerce',
    to: cart.email,
    subject: `Good news: ${lineItem.name} is back`,
    text: `Hi ${cart.shopper.firstName},\n\nyou asked us to tell you: ${lineItem.name} can be had again.${link ? ' It waits in your cart.' : ''}\n\nAlder & Wool`,
    ...((link ?? lineItem.url) && { link: link ?? lineItem.url }),
  })
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
