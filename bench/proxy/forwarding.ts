// Forwards each request and its answer as bytes, in a process of its own: `node forwarding.ts PORT`. What Node can do at best.
import { Agent, createServer, request } from 'node:http'

const target = process.env.BENCH_TARGET ?? ''
const agent = new Agent({ keepAlive: true })

createServer((incoming, outgoing) => {
  if (incoming.url === '/healthz') return outgoing.end('{}')
  const { origin, 'content-type': contentType, 'content-length': length } = incoming.headers
  const headers = { origin, 'content-type': contentType, 'content-length': length }
  const forwarded = request(target, { method: incoming.method, headers, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  forwarded.on('error', () => outgoing.writeHead(502).end())
  incoming.pipe(forwarded)
}).listen(Number(process.argv[2]), '127.0.0.1')
