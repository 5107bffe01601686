// Entry: what the routes do that the integration for Astro adds.
import { adoptFromPage, type CartRecoveryProxy, createProxy, type ProxyConfig } from '../proxy/index.ts'

/** As much as is used of Astro's `APIContext`. */
export interface RouteContext {
  request: Request
  clientAddress: string
  cookies: {
    get(name: string): { value: string } | undefined
    set(
      name: string,
      value: string,
      options: { path: string; httpOnly: boolean; secure: boolean; sameSite: 'lax' },
    ): void
  }
}

export interface RoutesOptions {
  /** Imports the configuration: with the first request, because a build has no secrets. */
  load: () => Promise<{ default: ProxyConfig }>
  /** The cookie with the id of the shop's cart. */
  cartCookie?: string
}

/** Both have one proxy in common. */
export interface Routes {
  /** Answers at `/cart-recovery`. */
  proxy(context: RouteContext): Promise<Response>
  /** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */
  adopt(context: RouteContext): Promise<Response>
}

/** Makes the routes. A configuration that cannot be loaded is tried again with the next request. */
export function createRoutes({ load, cartCookie = '' }: RoutesOptions): Routes {
  let opened: { config: ProxyConfig; proxy: CartRecoveryProxy } | undefined
  async function open() {
    if (opened) return opened
    readEnvironment()
    const { default: config } = await load()
    opened ??= { config, proxy: createProxy(config) }
    return opened
  }
  return {
    async proxy(context) {
      const { proxy } = await open()
      const hostname = addressOf(context)
      return proxy.fetch(context.request, hostname === undefined ? {} : { remoteAddr: { hostname } })
    },
    async adopt({ request, cookies }) {
      const { proxy, config } = await open()
      return adoptFromPage(request, {
        origins: Object.values(config.channels).flatMap(({ origins }) => origins),
        adopt: proxy.adopt,
        presentCartId: cookies.get(cartCookie)?.value,
        setCart({ cartId }) {
          // A trial at http://localhost gets a cookie that Safari keeps, too.
          const secure = !request.headers.get('origin')?.startsWith('http:')
          cookies.set(cartCookie, cartId, { path: '/', httpOnly: true, secure, sameSite: 'lax' })
        },
      })
    },
  }
}

/** It throws where an adapter does not know it. From Astro 7 on, that of Node takes no word of the caller's for it. */
function addressOf(context: RouteContext): string | undefined {
  try {
    return context.clientAddress
  } catch {
    return undefined
  }
}

/** Astro shows `.env` to its own modules alone, while the configuration reads the process's environment. */
function readEnvironment(): void {
  try {
    process.loadEnvFile()
  } catch {
    // There is none, or the runtime has its variables otherwise.
  }
}
