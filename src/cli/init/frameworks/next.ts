import type { Framework } from './framework.ts'
import { type NextApp, readNextApp } from './next-app.ts'
import { nextAdoptRoute, nextLayout, nextPage, nextRoute } from './next-files.ts'
import { forwardLeft } from './page-parts.ts'
import { proxyModule } from './proxy-module.ts'

/** Next.js with its app router, also where every page is below `[locale]`, as in Catalyst. A static export gets the page alone. */
export const next: Framework = {
  name: 'Next.js',
  isUsedIn: ({ packages, hasConfigOf }) => packages.has('next') || hasConfigOf('next'),
  pagePath: (project) => `/cart/recover${readNextApp(project).end}`,
  proxyPath: (project) => `${readNextApp(project).routes}/cart-recovery`,
  refusesMts: true,
  hasProxy: (project) => !readNextApp(project).isExport,
  files(project, config) {
    const app = readNextApp(project)
    const { isTypeScript } = project
    const [page, script] = isTypeScript ? ['tsx', 'ts'] : ['jsx', 'js']
    const routes = app.folder + app.routes
    const module = `${routes}/cart-recovery/proxy.${script}`
    const pages = {
      [`${app.pages}/cart/recover/page.${page}`]: nextPage(app, isTypeScript),
      ...(app.lacksLayout && { [`${app.pages}/cart/recover/layout.${page}`]: nextLayout(isTypeScript) }),
    }
    if (app.isExport) return pages
    return {
      ...pages,
      [adoptRoute(app, script)]: nextAdoptRoute(app, isTypeScript),
      [module]: proxyModule(toRoot(module) + config, isTypeScript),
      [`${routes}/cart-recovery/[[...path]]/route.${script}`]: nextRoute(isTypeScript),
    }
  },
  left(project) {
    const app = readNextApp(project)
    if (app.isExport) return forwardLeft
    const route = adoptRoute(app, project.isTypeScript ? 'ts' : 'js')
    return app.cartModule
      ? `Look at ${route}: it makes the recovered cart your shop's, by setCartId, once CART_RECOVERY_ADOPT=1.`
      : `Write the name of your cart's cookie into ${route}.`
  },
}

const adoptRoute = ({ folder, routes }: NextApp, script: string) => `${folder}${routes}/cart/adopt/route.${script}`

/** From a file to the project's root. */
const toRoot = (file: string) => '../'.repeat(file.split('/').length - 1)
