import type { Project } from '../project.ts'
import type { Framework } from './framework.ts'
import { adoptPath, cookieAttributes, cookieNote, withoutScript } from './page-parts.ts'
import { proxyModule } from './proxy-module.ts'
import { vueComponent } from './vue.ts'

/** Nuxt 3 and 4, with its server. */
export const nuxt: Framework = {
  name: 'Nuxt',
  isUsedIn: ({ packages, hasConfigOf }) => packages.has('nuxt') || hasConfigOf('nuxt'),
  pagePath: () => '/cart/recover',
  refusesMts: true,
  hasProxy: () => true,
  files(project, config) {
    const { isTypeScript } = project
    const script = isTypeScript ? 'ts' : 'js'
    return {
      [`${pagesFolder(project)}/cart/recover.vue`]: page(isTypeScript),
      [`server/utils/cart-recovery.${script}`]: proxyModule(`../../${config}`, isTypeScript),
      [`server/routes/cart-recovery/[...path].${script}`]: proxyRoute,
      [`server/routes${adoptPath}.post.${script}`]: adoptRoute,
    }
  },
  left: (project) =>
    `Write the name of your cart's cookie into server/routes${adoptPath}.post.${project.isTypeScript ? 'ts' : 'js'}${
      showsPages(project) ? '' : ', and put <NuxtPage /> into app.vue'
    }.`,
}

/** Since version 4 all but the server is in the folder `app`, which version 3 has for other things. */
const pagesFolder = ({ has }: Project) =>
  !['pages', 'app.vue'].some(has) && ['app/app.vue', 'app/pages'].some(has) ? 'app/pages' : 'pages'

/** Without an app.vue, Nuxt shows its pages by itself. */
function showsPages({ has, read }: Project): boolean {
  const app = ['app.vue', 'app/app.vue'].find(has)
  return app === undefined || /<(?:NuxtPage|nuxt-page)\b/.test(read(app))
}

const page = (isTypeScript: boolean) =>
  vueComponent(
    isTypeScript,
    `// The page that your platform's message leads to.
import 'cart-recovery/dropin'

// With \`strict-origin\` no request names the address, which may have a link's token.
useHead({
  title: 'Your cart',
  meta: [
    { name: 'referrer', content: 'strict-origin' },
    { name: 'robots', content: 'noindex' },
  ],
})
`,
    `  <noscript><p>${withoutScript}</p></noscript>\n`,
  )

const proxyRoute = `export default defineEventHandler(async (event) => {
  const { proxy } = await openProxy()
  return proxy.fetch(toWebRequest(event), { remoteAddr: { hostname: getRequestIP(event) } })
})
`

const adoptRoute = `import { adoptFromPage } from 'cart-recovery/proxy'

${cookieNote}
const cookie = 'cartId'

/** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */
export default defineEventHandler(async (event) => {
  const { proxy, config } = await openProxy()
  return adoptFromPage(toWebRequest(event), {
    origins: Object.values(config.channels).flatMap(({ origins }) => origins),
    adopt: proxy.adopt,
    presentCartId: getCookie(event, cookie),
    setCart({ cartId }) {
      setCookie(event, cookie, cartId, ${cookieAttributes("getHeader(event, 'origin')")})
    },
  })
})
`
