import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A round-robin over TCP: each connection goes to the next instance, or to the one after it where nothing listens. */
export interface Balancer {
  url: string
  close(): void
}

/** Listens at once; `ports` are those of the instances, which may come and go. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>()
  let turn = 0
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
  }

  function pass(from: Socket, candidates: readonly number[]): void {
    const [port, ...others] = candidates
    if (port === undefined) return void from.destroy()
    const to = connect(port, '127.0.0.1')
    keep(to)
    const tryNext = () => pass(from, others)
    to.once('error', tryNext)
    to.once('connect', () => {
      to.off('error', tryNext)
      from.pipe(to).pipe(from)
      // A connection that breaks on one side breaks on the other, too. One that ended is still being written out.
      to.on('close', () => to.readableEnded || from.destroy())
      from.on('close', () => to.destroy())
    })
  }

  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (from) => {
    keep(from)
    turn += 1
    pass(from, [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
