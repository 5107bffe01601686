import { readFile } from 'node:fs/promises'
import { minify } from 'terser'
import { defineConfig, type Plugin } from 'vite'

// Builds the script tag's two files: the entry, and the interface it loads once there is a cart to show.
export default defineConfig({
  // The demo serves pages of its own; Vite only brings the modules.
  appType: 'custom',
  clearScreen: false,
  optimizeDeps: {
    include: ['lit', 'lit/decorators.js', '@lit/context', 'nanostores'],
    noDiscovery: true,
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [ownCopies(), plainProperties(), plainStyles(), tightTemplates(), secondPass()],
  build: {
    target: 'es2022',
    outDir: 'dist/dropin',
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    // A library, because an application would get Vite's own helper around its import().
    lib: { entry: { 'cart-recovery': 'src/dropin/index.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: { entryFileNames: '[name].js', chunkFileNames: 'cart-recovery-[hash].js', minify: true, comments: false },
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

/**
 * Lit's decorators come to one call per property. The decorators themselves, with their half for the decorators of the
 * language, and the compiler's helper for methods and classes are more than all they do here.
 */
function plainProperties(): Plugin {
  const decorated = /\b_*decorate\(\[\s*(property|state)\((.*?)\)\s*\],\s*(\w+)\.prototype,\s*("\w+"),\s*void 0\)/gs
  return {
    name: 'plain-properties',
    apply: 'build',
    enforce: 'post',
    transform: (code, id) =>
      id.includes('/src/elements/')
        ? code.replace(decorated, (_all, kind: string, options: string, element: string, name: string) => {
            const settings = kind === 'state' ? '{ state: true, attribute: false }' : options
            return `${element}.createProperty(${[name, settings].filter(Boolean).join(', ')})`
          })
        : null,
  }
}

/**
 * Lit's `css` for us: plain text in, a stylesheet out. The original has a second way, for browsers without constructable
 * stylesheets, which are older than anything that can run the rest.
 */
function plainStyles(): Plugin {
  return {
    name: 'plain-styles',
    apply: 'build',
    enforce: 'pre',
    transform: (_code, id) =>
      id.endsWith('/@lit/reactive-element/css-tag.js')
        ? `export const css = ([text]) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet }
           export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets }
           export const getCompatibleStyle = (sheet) => sheet
           export const supportsAdoptingStyleSheets = true
           export { css as unsafeCSS, css as CSSResult }`
        : null,
  }
}

/** Takes the indentation out of our html and css templates, which no minifier may touch. */
function tightTemplates(): Plugin {
  return {
    name: 'tight-templates',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!id.includes('/src/elements/')) return null
      let tight = code
      // From the end, so that the places of earlier ones hold.
      for (const { start, end, css } of templatesIn(this.parse(code)).toReversed()) {
        tight = tight.slice(0, start) + (css ? tightCss : tightHtml)(code.slice(start, end)) + tight.slice(end)
      }
      return tight
    },
  }
}

interface TemplatePiece {
  start: number
  end: number
  css: boolean
}

/** Every piece of text between the expressions of a css, html or svg template, in the order of the file. */
function templatesIn(node: unknown, found: TemplatePiece[] = []): TemplatePiece[] {
  if (typeof node !== 'object' || node === null) return found
  const { type, tag, quasi } = node as { type?: string; tag?: { name?: string }; quasi?: { quasis: TemplatePiece[] } }
  if (type === 'TaggedTemplateExpression' && /^(html|css|svg)$/.test(tag?.name ?? '')) {
    for (const { start, end } of quasi?.quasis ?? []) found.push({ start, end, css: tag?.name === 'css' })
  }
  for (const child of Object.values(node)) templatesIn(child, found)
  return found.sort((one, other) => one.start - other.start)
}

function tightCss(text: string) {
  return text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/;}/g, '}')
    .replace(/: /g, ':')
    .replace(/(?<=[ :(,-])0\./g, '.')
    .trim()
}

/** Only line breaks go: a space that somebody wrote within a line is meant. */
function tightHtml(text: string) {
  return text.replace(/\s*\n\s*/g, (gap, at: number) => {
    const [before, after] = [text[at - 1] ?? '>', text[at + gap.length] ?? '<']
    return /[>"]/.test(before) && before !== '"' && /</.test(after) ? '' : after === '>' || after === '/' ? '' : ' '
  })
}

/** What the bundler's own minifier leaves: about two hundred bytes of the shopper's twenty thousand. */
function secondPass(): Plugin {
  return {
    name: 'second-pass',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        const { code } = await minify(chunk.code, {
          module: true,
          compress: {
            ecma: 2020,
            passes: 6,
            keep_fargs: false,
            pure_getters: true,
            unsafe_arrows: true,
            unsafe_methods: true,
          },
          format: { ecma: 2020, comments: false },
        })
        chunk.code = code ?? chunk.code
      }
    },
  }
}
