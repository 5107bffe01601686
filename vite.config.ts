import { readFile } from 'node:fs/promises'
import { defineConfig, type Plugin } from 'vite'

import { integrity } from './vite.integrity.ts'
import { literals } from './vite.literals.ts'
import { locales } from './vite.locales.ts'
import { notices } from './vite.notices.ts'
import { terser } from './vite.terser.ts'

// Builds the script tag's three files: the entry, the cart that it loads for a link, and what is loaded after the paint.
// A plain build, whose price is in docs/decisions/004-context.md.
export default defineConfig({
  // The demo serves pages of its own; Vite only brings the modules.
  appType: 'custom',
  clearScreen: false,
  optimizeDeps: {
    include: ['lit', 'lit/decorators.js', '@lit/context', 'nanostores'],
    noDiscovery: true,
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [ownCopies(), locales(), literals(), terser(), notices(), integrity()],
  build: {
    target: 'es2022',
    outDir: 'dist/dropin',
    emptyOutDir: true,
    modulePreload: false,
    // Beside the files, which do not name them: a line for that would be bytes that every shopper loads.
    sourcemap: 'hidden',
    reportCompressedSize: false,
    // A library, because an application would get Vite's own helper around its import().
    lib: { entry: { 'cart-recovery': 'src/dropin/index.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'cart-recovery-[hash].js',
        minify: true,
        comments: false,
        // The cart is one file with all that it imports: what is loaded later takes that from there, and not from a third one.
        codeSplitting: { groups: [{ name: 'cart', test: /src\/dropin\/interface\.ts$/ }] },
      },
    },
  },
})

/**
 * Gives the entry copies of its own of the few modules it shares with the interface. Otherwise the interface
 * would import them from `cart-recovery.js`, and a page that says `cart-recovery.js?insert=main` would load and
 * run the entry twice, once under each address.
 */
function ownCopies(): Plugin {
  const mark = '?entry'
  return {
    name: 'own-copies',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      const isEntry = importer?.endsWith('src/dropin/index.ts') || importer?.endsWith(mark)
      if (!isEntry || source.endsWith('/interface.ts')) return null
      const resolved = await this.resolve(source, importer?.replace(mark, ''), { skipSelf: true })
      return resolved && { ...resolved, id: resolved.id + mark, moduleSideEffects: false }
    },
    load(id) {
      return id.endsWith(mark) ? readFile(id.slice(0, -mark.length), 'utf8') : null
    },
  }
}
