import { join } from 'node:path'
import { build, type Plugin } from 'vite'

import { read, root } from '../package/source-files.ts'

/** A worker as it is uploaded: one module. */
export interface Bundle {
  code: string
  /** What it imports, of Node or of the runtime. */
  imports: string[]
}

/** Bundles a worker's source like `wrangler`. The package's own names lead to its sources, so that nothing needs to be built. */
export async function bundleWorker(source: string): Promise<Bundle> {
  const entry = join(root, 'worker.ts')
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [entrySource(entry, source), packageNames()],
    // What `wrangler` looks for in other packages.
    resolve: { conditions: ['workerd', 'worker', 'browser', 'module', 'import', 'default'] },
    ssr: { noExternal: true, target: 'webworker' },
    build: {
      ssr: true,
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: { input: entry, output: { codeSplitting: false } },
    },
  })
  if (!('output' in built)) throw new Error('nothing was built')
  const [{ code, fileName, imports, dynamicImports }, ...others] = built.output
  if (others.length > 0) throw new Error('a worker is one module')
  // What it loads later is inside it.
  return { code, imports: [...imports, ...dynamicImports].filter((name) => name !== fileName) }
}

/** The entries of this package: name to built file, or to that and its types. */
export const packageExports = (): Record<string, string | { default: string }> =>
  JSON.parse(read('package.json')).exports

function entrySource(entry: string, source: string): Plugin {
  return {
    name: 'entry-source',
    resolveId: (id) => (id === entry ? id : undefined),
    load: (id) => (id === entry ? source : undefined),
  }
}

/** `cart-recovery/proxy` and its like, by the table `exports` of package.json. */
function packageNames(): Plugin {
  const exports = packageExports()
  return {
    name: 'package-names',
    enforce: 'pre',
    resolveId(id) {
      if (!id.startsWith('cart-recovery/')) return undefined
      const value = exports[id.replace('cart-recovery', '.')]
      const built = typeof value === 'object' ? value.default : value
      return built && join(root, built.replace('./dist/', '').replace(/\.js$/, '.ts'))
    },
  }
}
