import type { Project } from '../project.ts'
import type { Framework } from './framework.ts'
import { nextAdoptRoute, nextRoute } from './next-routes.ts'
import { adoptPath, withoutLink, withoutScript } from './page-parts.ts'
import { proxyModule } from './proxy-module.ts'

/** Next.js with its app router. */
export const next: Framework = {
  name: 'Next.js',
  isUsedIn: ({ packages, hasConfigOf }) => packages.has('next') || hasConfigOf('next'),
  pagePath: '/cart/recover',
  refusesMts: true,
  hasProxy: () => true,
  files(project, config) {
    const app = appFolder(project)
    const { isTypeScript } = project
    const [page, script] = isTypeScript ? ['tsx', 'ts'] : ['jsx', 'js']
    const toRoot = app === 'app' ? '../../' : '../../../'
    return {
      [`${app}/cart/recover/page.${page}`]: nextPage,
      [`${app}/cart/recover/cart-recovery.${page}`]: component,
      [`${app}${adoptPath}/route.${script}`]: nextAdoptRoute(isTypeScript),
      [`${app}/cart-recovery/proxy.${script}`]: proxyModule(`${toRoot}${config}`, isTypeScript),
      [`${app}/cart-recovery/[[...path]]/route.${script}`]: nextRoute(isTypeScript),
    }
  },
  left: (project) => `Write the name of your cart's cookie into ${appFolder(project)}${adoptPath}.`,
}

const appFolder = ({ has }: Project) => (!has('app') && (has('src/app') || has('src/pages')) ? 'src/app' : 'app')

const nextPage = `import { CartRecovery } from './cart-recovery'

// \`same-origin\` keeps the address from other sites, and shows the page's origin to the proxy.
export const metadata = { title: 'Your cart', referrer: 'same-origin', robots: { index: false } }

/** The page that your platform's message leads to. */
export default function Page() {
  return (
    <main>
      <CartRecovery />
      <noscript>
        <p>${withoutScript}</p>
      </noscript>
    </main>
  )
}
`

const component = `'use client'

import { CartRecovery as Frame } from 'cart-recovery/react'

/** The cart behind a message's link. It belongs on the page at /cart/recover. */
export function CartRecovery() {
  return (
    <Frame endpoint="/cart-recovery" shopUrl="/" adoptUrl="${adoptPath}">
      <p>${withoutLink}</p>
    </Frame>
  )
}
`
