const cookieWords = `// The cookie that your shop keeps its cart's id in. Where it keeps the id elsewhere, as Catalyst does in its session, read and set
// that below. Then write \`adopt: true\` into the configuration: until then the page asks for nothing here.`

const attributes = "{ path: '/', httpOnly: true, secure: true, sameSite: 'lax' }"

/** The module that keeps the proxy for the routes of Next.js. */
export function nextProxy(config: string, isTypeScript: boolean): string {
  // TypeScript refuses an import that ends in .ts.
  const imported = config.replace(/\.ts$/, '')
  const [type, kept] = isTypeScript
    ? ['type CartRecoveryProxy, ', '/** @type */ globalThis as { cartRecovery?: CartRecoveryProxy }']
    : ['', 'globalThis']
  return `import { ${type}createProxy } from 'cart-recovery/proxy'

// Each route may be a bundle of its own, and they have one proxy in common.
const shared = ${kept.replace('/** @type */ ', '')}

// This answers shoppers. Reports, reminders and webhooks need two things more, which \`npx cart-recovery serve\` brings
// along: a \`stateStore\` that lasts, in the configuration, and a timer that calls proxy.work() about once a second, in
// a process that stays.
//
// The configuration is read with the first request: a build has no secrets.
export async function openProxy() {
  const { default: config } = await import('${imported}')
  shared.cartRecovery ??= createProxy(config)
  return { proxy: shared.cartRecovery, config }
}
`
}

/** The route behind `adopt-url`, in Next.js. */
export function nextAdoptRoute(isTypeScript: boolean): string {
  return `import { adoptFromPage } from 'cart-recovery/proxy'
import { cookies } from 'next/headers'

import { openProxy } from '../../cart-recovery/proxy${isTypeScript ? '' : '.js'}'

${cookieWords}
const cookie = 'cartId'

/** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */
export async function POST(request${isTypeScript ? ': Request' : ''}) {
  const { proxy, config } = await openProxy()
  const jar = await cookies()
  return adoptFromPage(request, {
    origins: Object.values(config.channels).flatMap(({ origins }) => origins),
    adopt: proxy.adopt,
    presentCartId: jar.get(cookie)?.value,
    setCart({ cartId }) {
      jar.set(cookie, cartId, ${attributes})
    },
  })
}
`
}

/** The same in Astro, whose proxy runs beside it. */
export function astroAdoptRoute(shop: string, isTypeScript: boolean): string {
  const [type, as] = isTypeScript ? [`import type { APIRoute } from 'astro'\n`, ': APIRoute'] : ['', '']
  return `${type}import { adoptFromPage, adoptOver } from 'cart-recovery/proxy'

export const prerender = false

// As in the configuration.
const shop = '${shop}'
const adopt = adoptOver({
  proxyUrl: \`\${shop}/cart-recovery\`,
  serverKey: process.env.CART_RECOVERY_SERVER_KEY ?? '',
})

${cookieWords}
const cookie = 'cartId'

/** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */
export const POST${as} = ({ request, cookies }) =>
  adoptFromPage(request, {
    origins: [shop],
    adopt,
    presentCartId: cookies.get(cookie)?.value,
    setCart({ cartId }) {
      cookies.set(cookie, cartId, ${attributes})
    },
  })
`
}
