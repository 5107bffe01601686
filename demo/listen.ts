import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/** A server that listens already, and answers as soon as it is given a handler. */
export interface Listener {
  /** Origin without a trailing slash. */
  url: string
  answerWith(handler: NodeHandler): void
  close(): Promise<void>
}

/** The port asked for is not free. Its message says what to do. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError'
  readonly port: number

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is in use. Stop what listens there, or take another: --port N (0 takes any free one).`, options)
    this.port = port
  }
}

/**
 * Listens before there is anything to answer, because what answers has to know its own address first.
 * Port 0 takes any free one.
 */
export function listen(port: number, host: string): Promise<Listener> {
  let handle: NodeHandler = (_incoming, outgoing) => {
    outgoing.writeHead(503, { 'retry-after': '1' }).end()
  }
  const server = createServer((incoming, outgoing) => handle(incoming, outgoing))
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, { cause: error }) : error)
    })
    server.listen(port, host, () => {
      resolve({
        url: `http://${host}:${(server.address() as AddressInfo).port}`,
        answerWith(handler) {
          handle = handler
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            // A page that polls keeps its connection open; closing does not wait for it.
            server.closeAllConnections()
          }),
      })
    })
  })
}
