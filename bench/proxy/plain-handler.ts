// The plain handler, in a process of its own: `node plain-handler.ts PORT`. Hono on Node, and Node's own `fetch`.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

import { answerLink, platform } from './answer-link.ts'

const app = new Hono()
app.get('/healthz', (c) => c.json({}))
app.post('/recover', async (c) => {
  const { token } = await c.req.json()
  return c.json(await answerLink(token, get))
})
serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' })

async function get(path: string): Promise<unknown> {
  const response = await fetch(platform.base + path, { headers: platform.headers })
  if (!response.ok) throw new Error(`the platform answered ${response.status}`)
  return response.json()
}
