import type { Project } from '../project.ts'
import type { Framework } from './framework.ts'
import { frame, head, serveUrl } from './page-parts.ts'

/** Astro, as a static site or with an adapter. Its routes are those of the integration. */
export const astro: Framework = {
  name: 'Astro',
  isUsedIn: ({ packages, hasConfigOf }) => packages.has('astro') || hasConfigOf('astro'),
  pagePath: () => '/cart/recover',
  hasProxy: hasServer,
  files: () => ({ 'src/pages/cart/recover.astro': page }),
  left: (project) =>
    hasServer(project)
      ? "Add cartRecovery({ cartCookie: 'cartId' }) of cart-recovery/astro to your integrations, with your cart's cookie."
      : `Add cartRecovery() of cart-recovery/astro to your integrations. Your web server forwards /cart-recovery/ to ${serveUrl}.`,
}

/** With an adapter it can answer requests. */
function hasServer({ packages }: Project): boolean {
  return [...packages].some((name) => /^@astrojs\/(node|vercel|netlify|cloudflare)$/.test(name))
}

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
