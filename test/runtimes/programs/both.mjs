import { createProxy } from 'cart-recovery/proxy'

import { toConfigs } from './configs.mjs'

/** Both stores behind one `fetch`, and a path that tells which address the proxy understands from what the runtime passes. */
export function createBoth(settings, stateStore, { toFetchContext, toSocketAddress }) {
  const { shop, text } = toConfigs(settings)
  const outer = createProxy({ ...shop, stateStore })
  const inner = createProxy({ ...text, stateStore })
  return {
    fetch(request, second, execution) {
      const { pathname } = new URL(request.url)
      if (pathname === '/cart-recovery/seen-address') {
        const context = toFetchContext(request, second ?? {}, execution)
        const said = typeof context.address === 'string' ? context.address : toSocketAddress(request, context)
        return Response.json({ address: said ?? null })
      }
      return (pathname.startsWith('/cart-recovery/text/') ? inner : outer).fetch(request, second, execution)
    },
    async work() {
      await Promise.all([outer.work(), inner.work()])
    },
    async stop() {
      await Promise.all([outer.stop(), inner.stop()])
    },
  }
}
