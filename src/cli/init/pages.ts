import { placeholders } from '../variables.ts'
import { astroAdoptRoute, nextAdoptRoute, nextProxy } from './adopt-routes.ts'
import type { Project } from './project.ts'

/** The path of the route that makes the recovered cart the shop's, where there is a server for it. */
const adoptPath = '/cart/adopt'

/** The path of the page that messages lead to. It follows from the files below. */
export const pagePaths: Record<Project['framework'], string> = {
  astro: '/cart/recover',
  next: '/cart/recover',
  react: '/cart/recover',
  html: '/recover.html',
}

/** The files of the page that messages lead to, by name. */
export function pagesFor(project: Project, configName: string): Record<string, string> {
  const { framework, isTypeScript, appFolder, hasServer } = project
  const end = isTypeScript ? 'tsx' : 'jsx'
  const script = isTypeScript ? 'ts' : 'js'
  if (framework === 'astro')
    return {
      'src/pages/cart/recover.astro': astroPage(hasServer),
      ...(hasServer && { [`src/pages${adoptPath}.${script}`]: astroAdoptRoute(placeholders.shop, isTypeScript) }),
    }
  if (framework === 'react') return { [`src/CartRecovery.${end}`]: component(isTypeScript) }
  if (framework === 'html') return { 'recover.html': htmlPage }
  const toRoot = appFolder === 'app' ? '../../' : '../../../'
  return {
    [`${appFolder}/cart/recover/page.${end}`]: nextPage,
    [`${appFolder}/cart/recover/cart-recovery.${end}`]: `'use client'\n\n${component(isTypeScript, adoptPath)}`,
    [`${appFolder}${adoptPath}/route.${script}`]: nextAdoptRoute(isTypeScript),
    [`${appFolder}/cart-recovery/proxy.${script}`]: nextProxy(`${toRoot}${configName}`, isTypeScript),
    [`${appFolder}/cart-recovery/[[...path]]/route.${script}`]: nextRoute(isTypeScript),
  }
}

// `same-origin` keeps the address from other sites. `no-referrer` would also hide the page's origin from the proxy.
const head = `    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="referrer" content="same-origin" />
    <meta name="robots" content="noindex" />
    <title>Your cart</title>`

const astroPage = (adopts: boolean) => `---
// The page that your platform's message leads to. Put it into your own layout as you like.
---

<html lang="en">
  <head>
${head}
    <script>
      import 'cart-recovery/dropin'
    </script>
  </head>
  <body>
    <main>
      <cart-recovery endpoint="/cart-recovery" shop-url="/"${adopts ? ` adopt-url="${adoptPath}"` : ''}></cart-recovery>
    </main>
  </body>
</html>
`

const htmlPage = `<!doctype html>
<html lang="en">
  <head>
${head}
    <!-- The page that your platform's message leads to. The script is a copy: take a new one with each version. -->
    <script type="module" src="cart-recovery-widget/cart-recovery.js"></script>
  </head>
  <body>
    <main>
      <cart-recovery endpoint="/cart-recovery" shop-url="/"></cart-recovery>
    </main>
  </body>
</html>
`

const nextPage = `import { CartRecovery } from './cart-recovery'

// \`same-origin\` keeps the address from other sites, and shows the page's origin to the proxy.
export const metadata = { title: 'Your cart', referrer: 'same-origin', robots: { index: false } }

/** The page that your platform's message leads to. */
export default function Page() {
  return (
    <main>
      <CartRecovery />
    </main>
  )
}
`

function component(isTypeScript: boolean, adoptUrl = ''): string {
  return `import { useEffect } from 'react'

/** The cart behind a message's link. It belongs on the page at ${pagePaths.react}. */
export function CartRecovery() {
  useEffect(() => {
    // Registers the elements, which only a browser has.
    void import('cart-recovery/define')
  }, [])
  return <cart-recovery endpoint="/cart-recovery" shop-url="/"${adoptUrl && ` adopt-url="${adoptUrl}"`} />
}
${isTypeScript ? tagTypes : ''}`
}

const tagTypes = `
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'cart-recovery': {
        endpoint?: string
        'shop-url'?: string
        'adopt-url'?: string
        'sign-in-url'?: string
        'contact-url'?: string
        'token-param'?: string
        locale?: string
      }
    }
  }
}
`

function nextRoute(isTypeScript: boolean): string {
  return `import { openProxy } from '../proxy${isTypeScript ? '' : '.js'}'

export const dynamic = 'force-dynamic'

async function answer(request${isTypeScript ? ': Request' : ''}) {
  const { proxy } = await openProxy()
  return proxy.fetch(request)
}

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as POST, answer as PUT }
`
}
