import type { IncomingMessage } from 'node:http'

const names = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * True where a request was addressed to this machine by a name of its own. The demo shows and changes
 * everything it knows, so a foreign name that was made to point here (DNS rebinding) gets no answer.
 */
export function isLoopback({ headers }: IncomingMessage): boolean {
  const name = headers.host?.replace(/:\d+$/, '').toLowerCase()
  return name !== undefined && names.has(name)
}

/** The same origin under each of this machine's names, because some people type `localhost`. */
export function loopbackOrigins(url: string): string[] {
  const { port } = new URL(url)
  return [...names].map((name) => `http://${name}:${port}`)
}
