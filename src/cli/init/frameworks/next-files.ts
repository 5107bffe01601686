import type { NextApp } from './next-app.ts'
import { adoptPath, cookieAttributes, cookieNote, ruleLines, withoutLink, withoutScript } from './page-parts.ts'

/** The page that messages lead to. */
export function nextPage({ routes, end }: NextApp, isTypeScript: boolean): string {
  const [type, as] = isTypeScript ? [`import type { Metadata } from 'next'\n`, ': Metadata'] : ['', '']
  return `import { CartRecovery } from 'cart-recovery/react'
${type}
// \`strict-origin\`: later requests do not name the page's address. Next.js asks for its scripts before that: docs/next.md.
export const metadata${as} = { title: 'Your cart', referrer: 'strict-origin', robots: { index: false } }

/** The page that your platform's message leads to. */
export default function Page() {
  return (
    <main>
      <CartRecovery endpoint="${routes}/cart-recovery" shopUrl="/" adoptUrl="${routes}${adoptPath}${end}">
        <p>${withoutLink}</p>
      </CartRecovery>
      <noscript>
        <p>${withoutScript}</p>
      </noscript>
      <style>{\`
${ruleLines('        ')}
      \`}</style>
    </main>
  )
}
`
}

/** The layout of that page, where the app has none. */
export function nextLayout(isTypeScript: boolean): string {
  const [type, as] = isTypeScript
    ? [`import type { ReactNode } from 'react'\n\n`, ': { children: ReactNode }']
    : ['', '']
  return `${type}/** Every page below \`app\` needs a layout. Put your shop's own header here. */
export default function Layout({ children }${as}) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
`
}

/** The route that answers as the proxy. */
export function nextRoute(isTypeScript: boolean): string {
  return `import { after } from 'next/server'

import { openProxy } from '../proxy${isTypeScript ? '' : '.js'}'

async function answer(request${isTypeScript ? ': Request' : ''}) {
  const { proxy } = await openProxy()
  // \`after\` keeps a serverless function alive for what is written down once the answer has gone.
  return proxy.fetch(request, { waitUntil: after })
}

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as POST, answer as PUT }
`
}

/** The route behind `adopt-url`. */
export function nextAdoptRoute(app: NextApp, isTypeScript: boolean): string {
  const type = isTypeScript ? ': Request' : ''
  const openProxy = `import { openProxy } from '../../cart-recovery/proxy${isTypeScript ? '' : '.js'}'`
  const head = "/** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */"
  const options = `    origins: Object.values(config.channels).flatMap(({ origins }) => origins),
    adopt: proxy.adopt,`
  if (app.cartModule)
    return `import { adoptFromPage } from 'cart-recovery/proxy'

import { getCartId, setCartId } from '${toCartModule(app)}'
${openProxy}

${head}
export async function POST(request${type}) {
  const { proxy, config } = await openProxy()
  return adoptFromPage(request, {
${options}
    presentCartId: await getCartId(),
    setCart: ({ cartId }) => setCartId(cartId),
  })
}
`
  return `import { adoptFromPage } from 'cart-recovery/proxy'
import { cookies } from 'next/headers'

${openProxy}

${cookieNote}
const cookie = 'cartId'

${head}
export async function POST(request${type}) {
  const { proxy, config } = await openProxy()
  const jar = await cookies()
  return adoptFromPage(request, {
${options}
    presentCartId: jar.get(cookie)?.value,
    setCart({ cartId }) {
      jar.set(cookie, cartId, ${cookieAttributes("request.headers.get('origin')")})
    },
  })
}
`
}

/** From the route to the shop's module. */
const toCartModule = ({ routes, cartModule }: NextApp) =>
  '../'.repeat(`app${routes}${adoptPath}`.split('/').length) + cartModule
