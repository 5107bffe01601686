import type { Project } from '../project.ts'

/** How an app of Next.js is laid out, as far as it says where files go and which addresses answer. */
export interface NextApp {
  /** The folder of its routes: `app` or `src/app`. */
  folder: string
  /** Where the page goes: inside the root layout, and inside that of the shop's own cart. */
  pages: string
  /** No page of the app router has a layout yet, and each needs one. */
  lacksLayout: boolean
  /** Where routes answer: below `/api` if a middleware leads every other address to a page, as Catalyst's does. */
  routes: '' | '/api'
  /** What ends every address: a slash where `trailingSlash` is on. */
  end: '' | '/'
  /** It is exported as static files, and no server of its own answers. */
  isExport: boolean
  /** The module beside that folder which keeps the id of the shop's cart by `getCartId` and `setCartId`, as Catalyst's does. */
  cartModule: string | undefined
}

/** Reads an app's folders, its middleware and its configuration. */
export function readNextApp(project: Project): NextApp {
  const { has, list } = project
  const folder = !has('app') && (has('src/app') || has('src/pages')) ? 'src/app' : 'app'
  const source = folder.replace(/app$/, '')
  const config = readScript(project, '', ['next.config']).map(withoutComments).join('\n')
  const isExport = /[{,\s]['"]?output['"]?\s*:\s*['"]export['"]/.test(config)
  const leadsToPages = readScript(project, source, ['middleware', 'proxy']).some(sparesApi)
  const root = findLayout(project, folder)
  const inside = (leadsToPages && root === folder ? findSegment(project, folder) : undefined) ?? root ?? folder
  const isBelowSegment = /\[\w+\]$/.test(inside)
  return {
    folder,
    pages: [inside, ...foldersIn(project, inside, '(')].find((group) => list(`${group}/cart`).length > 0) ?? inside,
    lacksLayout: root === undefined,
    routes: !isExport && (isBelowSegment || leadsToPages) ? '/api' : '',
    end: /[{,\s]['"]?trailingSlash['"]?\s*:(?!\s*false)/.test(config) ? '/' : '',
    isExport,
    cartModule: readScript(project, source, ['lib/cart', 'lib/cart/index']).some(keepsCart) ? 'lib/cart' : undefined,
  }
}

/** The segment with the layout of every page, such as `[locale]`, where that of the app only hands its children on. */
function findSegment(project: Project, folder: string): string | undefined {
  if (project.list(folder).some((name) => isLayout(name) && project.read(`${folder}/${name}`).includes('<html'))) return
  return foldersIn(project, folder, '[').find((segment) => project.list(segment).some(isLayout))
}

const isLayout = (name: string) => /^layout\.[jt]sx?$/.test(name)

/** The outermost folder with a layout. It may be below a segment, such as `[locale]`, or in a group, such as `(shop)`. */
function findLayout(project: Project, folder: string): string | undefined {
  if (project.list(folder).some(isLayout)) return folder
  const inner = [...foldersIn(project, folder, '['), ...foldersIn(project, folder, '(')]
  return inner.map((name) => findLayout(project, name)).find((found) => found !== undefined)
}

const foldersIn = ({ list }: Project, folder: string, start: string) =>
  list(folder)
    .filter((name) => name.startsWith(start))
    .map((name) => `${folder}/${name}`)

const readScript = ({ read }: Project, folder: string, names: string[]) =>
  names.flatMap((name) => ['ts', 'mts', 'js', 'mjs'].map((end) => read(`${folder}${name}.${end}`)))

/** Those of an address or a pattern in quotes, as 'https://…' or '/**', begin no comment. */
const withoutComments = (script: string) => script.replace(/(?<=^|[\s{([,;])(?:\/\*[\s\S]*?\*\/|\/\/.*)/g, '')

/** A matcher like `/((?!api|_next/static).*)`. */
const sparesApi = (middleware: string) => /\(\?![^)]*\bapi\b/.test(middleware)

const keepsCart = (module: string) =>
  ['getCartId', 'setCartId'].every((name) =>
    new RegExp(`^export (?:async )?(?:function|const) ${name}\\b`, 'm').test(module),
  )
