import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Project } from '../project.ts'
import type { Framework } from './framework.ts'
import { frame, head, serveUrl } from './page-parts.ts'

/** Any shop: a page and the built script, which need no bundler. */
export const html: Framework = {
  name: 'no framework, so plain HTML',
  isUsedIn: () => true,
  pagePath: () => '/recover.html',
  hasProxy: () => false,
  files(project) {
    const folder = publicFolder(project)
    const files = { 'recover.html': htmlPage, ...widgetFiles() }
    return Object.fromEntries(Object.entries(files).map(([name, text]) => [folder + name, text]))
  },
  left: ({ packages }) =>
    `Let your server forward /cart-recovery/ to ${serveUrl}${packages.has('vite') ? '; with Vite, by server.proxy' : ''}.`,
}

// Its name does not begin with the path of the proxy, which servers forward by its beginning.
const widgetFolder = 'recovery-widget/'

/** The page as it is written, for a shop at the root of its origin. */
export const htmlPage = `<!doctype html>
<html lang="en">
  <head>
${head}
    <!-- The page that your platform's message leads to. The script is a copy: take a new one with each version. -->
    <script type="module" src="${widgetFolder}cart-recovery.js"></script>
  </head>
  <body>
    <main>
      <h1>Your cart</h1>
${frame('      ')}
    </main>
  </body>
</html>
`

/** Where files are served as they are: a build of Vite, or of what is made with it, copies no other. */
function publicFolder({ packages, has, hasConfigOf }: Project): string {
  return packages.has('vite') || hasConfigOf('vite') || (packages.size > 0 && has('public')) ? 'public/' : ''
}

/** The built script, for a shop without a bundler. Empty if the package itself is not built, as in a clone. */
function widgetFiles(): Record<string, string> {
  // From `src/cli/init/frameworks` in a clone, from the same below `dist` in the package.
  const folder = ['../../../../dist/dropin', '../../../../dropin']
    .map((path) => join(import.meta.dirname, path))
    .find((path) => existsSync(join(path, 'cart-recovery.js')))
  if (!folder) return {}
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'))
  return Object.fromEntries(names.map((name) => [widgetFolder + name, readFileSync(join(folder, name), 'utf8')]))
}
