import { placeholders } from '../../variables.ts'
import type { Project } from '../project.ts'
import type { Framework } from './framework.ts'
import { adoptPath, cookieAttributes, cookieNote, frame, head } from './page-parts.ts'

/** Astro, as a static site or with an adapter. */
export const astro: Framework = {
  name: 'Astro',
  isUsedIn: ({ packages, hasConfigOf }) => packages.has('astro') || hasConfigOf('astro'),
  pagePath: () => '/cart/recover',
  hasProxy: () => false,
  files: (project) => ({
    'src/pages/cart/recover.astro': page,
    ...(hasServer(project) && {
      [`src/pages${adoptPath}.${project.isTypeScript ? 'ts' : 'js'}`]: adoptRoute(project.isTypeScript),
    }),
  }),
  left: () => 'Let your server forward /cart-recovery/ to http://127.0.0.1:8787; in development by vite.server.proxy.',
}

/** With an adapter it can answer requests. */
const hasServer = ({ packages }: Project) =>
  [...packages].some((name) => /^@astrojs\/(node|vercel|netlify|cloudflare)$/.test(name))

const page = `---
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
${frame('      ')}
    </main>
  </body>
</html>
`

/** The route behind `adopt-url`. The proxy runs beside Astro. */
function adoptRoute(isTypeScript: boolean): string {
  const [type, as] = isTypeScript ? [`import type { APIRoute } from 'astro'\n`, ': APIRoute'] : ['', '']
  return `${type}import { adoptFromPage, adoptOver } from 'cart-recovery/proxy'

export const prerender = false

// As in the configuration.
const shop = '${placeholders.shop}'
const adopt = adoptOver({
  proxyUrl: \`\${shop}/cart-recovery\`,
  serverKey: process.env.CART_RECOVERY_SERVER_KEY ?? '',
})

${cookieNote}
const cookie = 'cartId'

/** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */
export const POST${as} = ({ request, cookies }) =>
  adoptFromPage(request, {
    origins: [shop],
    adopt,
    presentCartId: cookies.get(cookie)?.value,
    setCart({ cartId }) {
      cookies.set(cookie, cartId, ${cookieAttributes})
    },
  })
`
}
