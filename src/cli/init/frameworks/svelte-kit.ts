import type { Project } from '../project.ts'
import type { Framework } from './framework.ts'
import { adoptPath, cookieAttributes, cookieNote, forwardLeft, frame, rules } from './page-parts.ts'
import { proxyModule } from './proxy-module.ts'

/** SvelteKit. With its static adapter there is no server, and the page alone is written. */
export const svelteKit: Framework = {
  name: 'SvelteKit',
  isUsedIn: ({ packages }) => packages.has('@sveltejs/kit'),
  pagePath: () => '/cart/recover',
  refusesMts: true,
  hasProxy: (project) => !isStatic(project),
  files(project, config) {
    const { isTypeScript } = project
    const script = isTypeScript ? 'ts' : 'js'
    const pages = { 'src/routes/cart/recover/+page.svelte': page(isTypeScript) }
    if (isStatic(project)) return pages
    return {
      ...pages,
      [`src/lib/server/cart-recovery.${script}`]: proxyModule(
        `../../../${config}`,
        isTypeScript,
        environment(isTypeScript),
      ),
      [`src/routes/cart-recovery/[...path]/+server.${script}`]: proxyRoute(isTypeScript),
      [`src/routes${adoptPath}/+server.${script}`]: adoptRoute(isTypeScript),
    }
  },
  left: (project) =>
    isStatic(project)
      ? forwardLeft
      : `Write the name of your cart's cookie into src/routes${adoptPath}/+server.${project.isTypeScript ? 'ts' : 'js'}.`,
}

const isStatic = ({ packages }: Project) => packages.has('@sveltejs/adapter-static')

/** In development SvelteKit does not show `.env` to the rest of the process. */
const environment = (isTypeScript: boolean) => `${
  isTypeScript
    ? `// As much of Node's own types as this file uses.\ndeclare const process: { loadEnvFile(): void }\n\n`
    : ''
}// The configuration reads the process's environment, which is not told of .env in development.
try {
  process.loadEnvFile()
} catch {
  // There is none, as where the host sets the variables.
}`

const page = (isTypeScript: boolean) => `<script${isTypeScript ? ' lang="ts"' : ''}>
  // The page that your platform's message leads to.
  import 'cart-recovery/dropin'
</script>

<svelte:head>
  <!-- With \`strict-origin\` no request names the address, which may have a link's token. -->
  <meta name="referrer" content="strict-origin" />
  <meta name="robots" content="noindex" />
  <title>Your cart</title>
</svelte:head>

<main>
${frame('  ')}
</main>

<style>
${rules.map((rule) => `  ${rule.replace(/^cart-[^{]*(?= )/, ':global($&)').replace('cart-recovery-late {', '-global-$&')}`).join('\n')}
</style>
`

const typeOf = (isTypeScript: boolean) =>
  isTypeScript ? [`import type { RequestHandler } from './$types'\n`, ': RequestHandler'] : ['', '']

function proxyRoute(isTypeScript: boolean): string {
  const [type, as] = typeOf(isTypeScript)
  return `import { openProxy } from '../../../lib/server/cart-recovery'
${type}
export const fallback${as} = async ({ request, getClientAddress }) => {
  const { proxy } = await openProxy()
  return proxy.fetch(request, { remoteAddr: { hostname: getClientAddress() } })
}
`
}

function adoptRoute(isTypeScript: boolean): string {
  const [type, as] = typeOf(isTypeScript)
  return `import { adoptFromPage } from 'cart-recovery/proxy'

import { openProxy } from '../../../lib/server/cart-recovery'
${type}
${cookieNote}
const cookie = 'cartId'

/** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */
export const POST${as} = async ({ request, cookies }) => {
  const { proxy, config } = await openProxy()
  return adoptFromPage(request, {
    origins: Object.values(config.channels).flatMap(({ origins }) => origins),
    adopt: proxy.adopt,
    presentCartId: cookies.get(cookie),
    setCart({ cartId }) {
      cookies.set(cookie, cartId, ${cookieAttributes("request.headers.get('origin')")})
    },
  })
}
`
}
