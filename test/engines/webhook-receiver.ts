import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import * as z from 'zod'

import { freePort } from '../setup/free-port.ts'

const Body = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  /** The code is not told: with it an order can be read in the Shop API. */
  data: z.strictObject({ orderId: z.string(), state: z.string() }),
})

/** A delivery whose signature was right. */
export interface Received extends z.infer<typeof Body> {
  id: string
}

/** Where the engine delivers to. */
export interface WebhookReceiver {
  url: string
  received: Received[]
  /** Deliveries that were answered 503. */
  refused: number
  /** Answers the next deliveries with 503, as a proxy without its database does. */
  refuseNext(count: number): void
  /** The first one that fits, however long it takes: the test's own time limit ends the wait. */
  waitFor(fits: (one: Received) => boolean): Promise<Received>
  close(): Promise<void>
}

/** Receives webhooks as the proxy would, and verifies them with the package of the scheme's own authors. */
export async function startReceiver(secret: string): Promise<WebhookReceiver> {
  const webhook = new Webhook(Buffer.from(secret, 'base64url').toString('base64'))
  const waiting = new Set<() => void>()
  const port = await freePort()
  let toRefuse = 0
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/webhooks/vendure`,
    received: [],
    refused: 0,
    refuseNext(count) {
      toRefuse = count
    },
    waitFor: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = receiver.received.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const header = (name: string) => String(request.headers[`webhook-${name}`])
    const headers = { 'webhook-id': header('id'), 'webhook-timestamp': header('timestamp') }
    // It throws where the signature is wrong: the test's process ends with that.
    webhook.verify(body, { ...headers, 'webhook-signature': header('signature') })
    if (toRefuse > 0) {
      toRefuse -= 1
      receiver.refused += 1
      response.writeHead(503).end()
      return
    }
    receiver.received.push({ id: headers['webhook-id'], ...Body.parse(JSON.parse(body)) })
    response.writeHead(204).end()
    for (const look of waiting) look()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return receiver
}
