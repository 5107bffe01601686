import { type Context, Hono } from 'hono'

import type { Cart } from './cart.ts'
import { readObject, requireLocalCaller, requireNoForm } from './controls/caller.ts'
import { ControlError } from './controls/control-error.ts'
import { patchWorld } from './controls/patch-world.ts'
import { readFault } from './controls/read-fault.ts'
import { viewWorld } from './controls/world-view.ts'
import { abandonCart, convertCart, expireCart, statusOf } from './lifecycle.ts'
import { listMessages } from './messages.ts'
import type { ReadingValues } from './readings.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { findCart } from './world.ts'

/** The switches of the sandbox for scripts and pages on this machine: `/sandbox/*`. */
export function createControls(context: SandboxContext): { fetch(request: Request): Promise<Response> } {
  const app = new Hono().basePath('/sandbox')
  app.use(async (c, next) => {
    requireLocalCaller(c.req.raw)
    await next()
    c.header('Cache-Control', 'no-store')
  })

  app.get('/messages', (c) => c.json(listMessages(context)))

  app.get('/calls', (c) => c.json(context.calls.list()))
  app.delete('/calls', (c) => {
    requireNoForm(c.req.raw)
    context.calls.clear()
    return c.json(context.calls.list())
  })

  app.get('/world', (c) => c.json(viewWorld(context)))
  app.patch('/world', async (c) => {
    patchWorld(await readObject(c.req.raw), context)
    return c.json(viewWorld(context))
  })

  app.get('/readings', (c) => c.json(context.readings.all()))
  app.patch('/readings', async (c) => {
    const changes = await readObject(c.req.raw)
    try {
      // Unknown names and values are what `set` refuses.
      context.readings.set(changes as Partial<ReadingValues>)
    } catch (error) {
      if (error instanceof RangeError) throw new ControlError(400, 'invalid-field', error.message)
      throw error
    }
    return c.json(context.readings.all())
  })

  app.post('/carts/:id/abandon', (c) => changeCart(c, context, abandonCart))
  app.post('/carts/:id/convert', (c) => changeCart(c, context, convertCart))
  app.post('/carts/:id/expire', (c) => changeCart(c, context, expireCart))

  app.put('/faults', async (c) => {
    context.faults.set(readFault(await readObject(c.req.raw)))
    return c.json(context.faults.list())
  })
  app.delete('/faults', (c) => {
    requireNoForm(c.req.raw)
    context.clearFaults()
    return c.json(context.faults.list())
  })

  app.post('/reset', (c) => {
    requireNoForm(c.req.raw)
    context.reset()
    return c.json({ scenario: context.world.scenario })
  })

  app.notFound((c) => answerError(c, new ControlError(404, 'not-found', `There is no ${c.req.method} ${c.req.path}`)))
  app.onError((error, c) => {
    if (error instanceof ControlError) return answerError(c, error)
    throw error
  })
  return { fetch: async (request) => app.fetch(request) }
}

/** Does to a cart what the platform would do by itself. A cart that is gone stays gone. */
function changeCart(c: Context, context: SandboxContext, change: (cart: Cart, context: SandboxContext) => void) {
  requireNoForm(c.req.raw)
  const cart = findCart(context.world, c.req.param('id') ?? '')
  if (!cart) throw new ControlError(404, 'cart-not-found', 'There is no such cart')
  const status = statusOf(cart, context)
  if (status !== 'active' && status !== 'abandoned') {
    throw new ControlError(409, 'cart-closed', `The cart is ${status} already`)
  }
  change(cart, context)
  return c.json({ id: cart.id, name: cart.key, status: statusOf(cart, context) })
}

function answerError(c: Context, { status, code, message }: ControlError) {
  return c.json({ error: { code, message } }, status, { 'Cache-Control': 'no-store' })
}
