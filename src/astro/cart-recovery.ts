import { existsSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CartRecoveryOptions {
  /**
   * The cookie that the shop keeps its cart's id in: with it `/cart/adopt` makes recovered carts the shop's. Without it a shop that
   * keeps the id elsewhere has a route of its own there.
   */
  cartCookie?: string
}

/** As much of Astro's `AstroIntegration` as this is. */
export interface CartRecoveryIntegration {
  name: string
  hooks: { 'astro:config:setup': (setup: AstroSetup) => void }
}

/** As much as is used of what Astro gives. */
export interface AstroSetup {
  config: { root: URL; adapter?: unknown; base?: string; trailingSlash?: string }
  updateConfig(changes: { vite: { server: { proxy: Record<string, string> } } }): unknown
  injectRoute(route: { pattern: string; entrypoint: URL; prerender: boolean }): void
  createCodegenDir(): URL
}

/** As `cart-recovery serve`, `doctor` and `link` look for it. */
const configNames = ['mts', 'mjs', 'ts', 'js'].map((end) => `cart-recovery.config.${end}`)
const proxyPath = '/cart-recovery'

/**
 * With an adapter, the site's own server answers at `/cart-recovery`, as `cart-recovery.config` says, and at `/cart/adopt`. A static
 * site has no server: there `astro dev` forwards to `cart-recovery serve`, and your web server has to. For Astro 7 and newer.
 *
 * @example
 * export default defineConfig({ integrations: [cartRecovery({ cartCookie: 'cartId' })] })
 */
export function cartRecovery({ cartCookie }: CartRecoveryOptions = {}): CartRecoveryIntegration {
  return {
    name: 'cart-recovery',
    hooks: {
      'astro:config:setup'({ config, updateConfig, injectRoute, createCodegenDir }) {
        if (!config.adapter) {
          updateConfig({ vite: { server: { proxy: { [`${proxyPath}/`]: 'http://127.0.0.1:8787' } } } })
          return
        }
        checkAddresses(config)
        const folder = createCodegenDir()
        const write = (name: string, text: string) => writeFileSync(new URL(name, folder), text)
        const load = `() => import(${JSON.stringify(pathFrom(folder, findConfig(config.root)))})`
        const cookie = cartCookie === undefined ? '' : `, cartCookie: ${JSON.stringify(cartCookie)}`
        write(
          'routes.js',
          `import { createRoutes } from 'cart-recovery/astro/routes'

export const { proxy, adopt } = createRoutes({ load: ${load}${cookie} })
`,
        )
        const add = (pattern: string, name: string, text: string) => {
          write(name, text)
          injectRoute({ pattern, entrypoint: new URL(name, folder), prerender: false })
        }
        add(`${proxyPath}/[...path]`, 'proxy.js', `export { proxy as ALL } from './routes.js'\n`)
        if (cartCookie !== undefined) add('/cart/adopt', 'adopt.js', `export { adopt as POST } from './routes.js'\n`)
      },
    },
  }
}

/** The page asks at the root, and by addresses without a slash at their end. */
function checkAddresses({ base = '/', trailingSlash }: AstroSetup['config']): void {
  if (base !== '/')
    throw new Error(
      `cart-recovery: with \`base\` its routes would not answer at ${proxyPath}. Use \`cart-recovery serve\`.`,
    )
  if (trailingSlash === 'always')
    throw new Error(
      "cart-recovery: its routes end in no slash; set trailingSlash: 'ignore', or use `cart-recovery serve`.",
    )
}

function findConfig(root: URL): URL {
  const found = configNames.map((name) => new URL(name, root)).find((url) => existsSync(url))
  if (found) return found
  throw new Error('There is no cart-recovery.config: `npx cart-recovery init` writes one.')
}

function pathFrom(folder: URL, file: URL): string {
  return relative(fileURLToPath(folder), fileURLToPath(file)).replaceAll('\\', '/')
}
