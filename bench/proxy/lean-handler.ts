// The leanest handler, in a process of its own: `node lean-handler.ts PORT`. No framework, and undici's client without `fetch`.
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { request } from 'undici'

import { answerLink, platform } from './answer-link.ts'

createServer(async (incoming, outgoing) => {
  if (incoming.url === '/healthz') return outgoing.end('{}')
  try {
    const { token } = JSON.parse(await text(incoming))
    const body = JSON.stringify(await answerLink(token, get))
    outgoing.setHeader('content-type', 'application/json').end(body)
  } catch {
    outgoing.writeHead(502).end()
  }
}).listen(Number(process.argv[2]), '127.0.0.1')

async function get(path: string): Promise<unknown> {
  const { statusCode, body } = await request(platform.base + path, { headers: platform.headers })
  if (statusCode !== 200) throw new Error(`the platform answered ${statusCode}`)
  return body.json()
}
