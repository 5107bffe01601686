import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'

import { adoptFromPage } from '../src/proxy/index.ts'
import { loopbackOrigins } from './loopback.ts'
import { pageHeaders } from './page-headers.ts'
import { qaStatePage, readView, viewQuery } from './pages/qa-state.ts'
import { notFoundPage } from './pages/service.ts'
import { createQaRuns, runPath } from './qa-runs.ts'
import type { QaRun } from './qa-setup.ts'
import { findState } from './qa-states/index.ts'
import { platformNames } from './stores.ts'

type QaContext = Context<{ Bindings: HttpBindings }>

/** The pages of the QA states, and below `/qa-run/<id>/` what each visit of one talks to. */
export function createQa(shopUrl: string) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const runs = createQaRuns(shopUrl)

  app.get('/qa/:state', async (c) => {
    const state = findState(c.req.param('state'))
    if (!state) return c.html(notFoundPage(), 404)
    const view = readView(new URL(c.req.url).searchParams, state.view)
    const run = runs.find(c.req.query('run'))
    if (run?.state !== state) {
      // The address a message would have led to, so that the token is really taken out of it.
      const fresh = await runs.start(state)
      const query = new URLSearchParams([
        ...viewQuery(view, state.view),
        ['run', fresh.id],
        ...fresh.tokens.map((t) => ['t', t]),
        ...(state.coupon === undefined ? [] : [['coupon', state.coupon]]),
      ])
      c.header('Cache-Control', 'no-store')
      return c.redirect(`/qa/${state.name}?${query}`, 303)
    }
    await pageHeaders([], state.blockImages ? "'none'" : "'self'")(c, async () => {})
    c.header('Cache-Control', 'no-store')
    return c.html(qaStatePage(run, view))
  })

  app.all('/qa-run/:id/cart-recovery/*', (c) => withRun(c, (run) => callProxy(c, run)))
  app.post('/qa-run/:id/adopt', (c) => withRun(c, (run) => adoptCart(c, run)))
  app.all('/qa-run/:id/sandbox/*', (c) => withRun(c, (run) => turnSwitch(c, run)))
  for (const platform of platformNames) {
    app.all(`/qa-run/:id/${platform}/*`, (c) =>
      withRun(c, (run) => run.stage.sandbox.platforms[platform].fetch(c.req.raw, c.env)),
    )
  }

  function withRun(c: QaContext, answer: (run: QaRun) => Promise<Response>): Response | Promise<Response> {
    const run = runs.find(c.req.param('id'))
    return run ? answer(run) : c.text('This visit is over. Open the state again.', 410)
  }
  return app
}

/** Hands a request to the visit's proxy, over the network the state wants. */
function callProxy(c: QaContext, { state, store, stage, id }: QaRun): Promise<Response> {
  const { network } = state
  const path = new URL(c.req.url).pathname.slice(`${runPath(id)}/cart-recovery`.length)
  if (network?.path !== path) return stage.proxies[store].fetch(c.req.raw)
  if (network.does === 'drop') c.env.outgoing.destroy()
  return new Promise(() => {})
}

/** The shop of a visit: it answers like one whose cookie is set, over the network the state wants. */
function adoptCart(c: QaContext, { state: { network }, store, stage }: QaRun): Promise<Response> {
  const { adopt } = stage.proxies[store]
  const origins = loopbackOrigins(stage.shopUrl)
  if (network?.path !== '/adopt') return adoptFromPage(c.req.raw, { origins, adopt, setCart() {} })
  if (network.does === 'drop') c.env.outgoing.destroy()
  return new Promise(() => {})
}

/** What a platform does to a cart by itself the proxy hears of, and acts on before this answers. */
async function turnSwitch(c: QaContext, run: QaRun): Promise<Response> {
  const { stage, store } = run
  const response = await stage.sandbox.controls.fetch(new Request(withoutRun(c.req.url, run), c.req.raw))
  if (c.req.method === 'POST' && c.req.path.includes('/sandbox/carts/')) await stage.proxies[store].work()
  return response
}

function withoutRun(url: string, { id }: QaRun): string {
  const changed = new URL(url)
  changed.pathname = changed.pathname.slice(runPath(id).length)
  return changed.href
}
