import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below what Linux, macOS and Windows hand out by themselves. */
const range = [10_000, 32_000] as const

/**
 * A port that is free now, for a configuration that names it before its process has it. It is drawn from below the ports that a
 * system hands out, so that no connection made in between, by a test beside this one, can be given it.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(...range)
    if (await isFree(port)) return port
  }
  throw new Error('no free port in a hundred attempts')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
