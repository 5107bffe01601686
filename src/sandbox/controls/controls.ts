import { type Context, Hono } from 'hono'
import { lifecycleSteps } from '../platform.ts'
import type { ReadingValues } from '../readings.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { readObject, requireLocalCaller, requireNoForm } from './caller.ts'
import { changeCart } from './change-cart.ts'
import { ControlError } from './control-error.ts'
import { repeatDelivery, viewDeliveries } from './deliveries-view.ts'
import { viewMessages } from './messages-view.ts'
import { patchWorld } from './patch-world.ts'
import { readFault } from './read-fault.ts'
import { viewWorld } from './world-view.ts'

/** The switches of the sandbox for scripts and pages on this machine: `/sandbox/*`. */
export function createControls(context: SandboxContext): { fetch(request: Request): Promise<Response> } {
  const app = new Hono().basePath('/sandbox')
  app.use(async (c, next) => {
    requireLocalCaller(c.req.raw)
    await next()
    c.header('Cache-Control', 'no-store')
  })

  app.get('/messages', (c) => c.json(viewMessages(context)))

  app.get('/calls', (c) => c.json(context.calls.list()))
  app.delete('/calls', (c) => {
    requireNoForm(c.req.raw)
    context.calls.clear()
    return c.json(context.calls.list())
  })

  app.get('/world', (c) => c.json(viewWorld(context)))
  app.patch('/world', async (c) => {
    patchWorld(await readObject(c.req.raw), context)
    // The clock may have moved, so webhooks may be due.
    await context.deliverDue()
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

  for (const step of lifecycleSteps) {
    app.post(`/carts/:id/${step}`, async (c) => {
      requireNoForm(c.req.raw)
      const changed = changeCart(c.req.param('id'), step, context)
      // The answer comes after the first attempt of every webhook, so a script needs no waiting.
      await context.deliverDue()
      return c.json(changed)
    })
  }

  app.get('/deliveries', (c) => c.json(viewDeliveries(context)))
  app.post('/deliveries/:id/repeat', async (c) => {
    requireNoForm(c.req.raw)
    return c.json(await repeatDelivery(c.req.param('id'), context))
  })

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

function answerError(c: Context, { status, code, message }: ControlError) {
  return c.json({ error: { code, message } }, status, { 'Cache-Control': 'no-store' })
}
