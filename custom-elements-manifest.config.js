// Reads the JSDoc of the elements, the only place where their surface is kept. `npm run generate` writes it to
// custom-elements.json, which editors read, and from there to docs/elements.md and the list of CSS parts.
export default {
  globs: [
    'src/elements/{,coupon/}cart-recovery*.ts',
    'src/elements/events/*.ts',
    'src/console/cart-recovery-console.ts',
  ],
  exclude: ['**/*.styles.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [eventClasses(), publicSurface()],
}

/** Gives each event its class, from the map that `addEventListener` is typed by. */
function eventClasses() {
  const classes = new Map()
  return {
    name: 'event-classes',
    collectPhase({ ts, node }) {
      if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'GlobalEventHandlersEventMap') return
      for (const { name, type } of node.members) classes.set(name.text, type.getText())
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const element of elementsOf(customElementsManifest)) {
        element.events = element.events?.filter(({ name }) => classes.has(name))
        for (const event of element.events ?? []) event.type = { text: classes.get(event.name) }
      }
    },
  }
}

/** Leaves what a page can use: tags and their public members, at the paths of the published files. */
function publicSurface() {
  return {
    name: 'public-surface',
    packageLinkPhase({ customElementsManifest: manifest }) {
      for (const module of manifest.modules) {
        const tagName = module.path.replace(/^.*\/|\.ts$/g, '')
        module.path = module.path.replace(/^(.*)\.ts$/, 'dist/$1.js')
        module.declarations = module.declarations.filter(
          ({ customElement, superclass }) => customElement || superclass?.name === 'Event',
        )
        const kept = new Set(module.declarations.map(({ name }) => name))
        module.exports = module.exports.filter(({ kind, name }) => kind === 'js' && kept.has(name))
        for (const exported of module.exports) exported.declaration.module = module.path
        for (const declaration of module.declarations) {
          describe(declaration)
          if (declaration.customElement) declaration.tagName = tagName
        }
      }
      manifest.modules = manifest.modules
        .filter(({ declarations }) => declarations.length > 0)
        .sort((one, other) => (one.path < other.path ? -1 : 1))
      const elements = [...elementsOf(manifest)]
      // Each element passes the parts of those inside it on, so the frame has them all.
      const frame = elements.find(({ tagName }) => tagName === 'cart-recovery')
      frame.cssParts = elements.flatMap(({ cssParts }) => cssParts ?? [])
      manifest.modules.push(definitions(manifest, 'dist/src/console/'), definitions(manifest, 'dist/src/elements/'))
    },
  }
}

/** The module of a folder that registers its elements: the others only hold classes. */
function definitions({ modules }, folder) {
  const exports = modules
    .filter(({ path }) => path.startsWith(folder))
    .flatMap(({ path, declarations }) =>
      declarations
        .filter(({ customElement }) => customElement)
        .map(({ name, tagName }) => ({
          kind: 'custom-element-definition',
          name: tagName,
          declaration: { name, module: path },
        })),
    )
  return { kind: 'javascript-module', path: `${folder}define.js`, declarations: [], exports }
}

function describe(element) {
  element.description = oneLine(element.description)
  // `focus` is every element's; what it does here is what one expects.
  for (const member of element.members ?? []) if (member.privacy === 'public') delete member.privacy
  element.members = element.members?.filter((member) => !member.privacy && !member.static && member.name !== 'focus')
  const fields = new Set(element.members?.map(({ name }) => name))
  element.attributes = element.attributes?.filter(({ fieldName }) => fields.has(fieldName))
  for (const item of [...(element.members ?? []), ...(element.attributes ?? [])]) {
    item.description = oneLine(item.description)
    // An optional field that may also be set to undefined is optional, no more.
    if (item.type) item.type.text = item.type.text.replace(/ \| undefined/g, '')
  }
}

function* elementsOf({ modules }) {
  for (const { declarations } of modules) yield* declarations.filter(({ customElement }) => customElement)
}

function oneLine(text) {
  return text?.replace(/\s+/g, ' ')
}
