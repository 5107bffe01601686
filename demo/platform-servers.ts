import { getRequestListener } from '@hono/node-server'

import type { Sandbox } from '../src/sandbox/index.ts'
import { type Listener, listen } from './listen.ts'
import { isLoopback } from './loopback.ts'
import { type PlatformName, platformNames } from './stores.ts'

/** A server for each platform: on `port` and those after it, or on any free ones where it is 0. */
export async function listenForPlatforms(
  port: number,
  host: string,
  onOpen: (close: Listener['close']) => void,
): Promise<Record<PlatformName, Listener>> {
  const listeners = {} as Record<PlatformName, Listener>
  for (const [index, name] of platformNames.entries()) {
    listeners[name] = await listen(port && port + index, host)
    onOpen(listeners[name].close)
  }
  return listeners
}

/** Answers as the platforms of a sandbox do, to this machine alone. BigCommerce's server has the controls as well, where asked for. */
export function answerAsPlatforms(
  listeners: Record<PlatformName, Listener>,
  sandbox: Sandbox,
  { controls = false } = {},
): void {
  const answerControls = getRequestListener((request) => sandbox.controls.fetch(request))
  for (const name of platformNames) {
    const answer = getRequestListener((request, env) => sandbox.platforms[name].fetch(request, env))
    listeners[name].answerWith((incoming, outgoing) => {
      const isControl = controls && name === 'bigcommerce' && incoming.url?.startsWith('/sandbox/')
      if (!isLoopback(incoming)) outgoing.writeHead(403).end()
      else void (isControl ? answerControls : answer)(incoming, outgoing)
    })
  }
}
