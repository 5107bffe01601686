import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the files of a folder tell about the shop that is built there. */
export interface Project {
  /** Every dependency of package.json, by name. */
  packages: ReadonlySet<string>
  isTypeScript: boolean
  /** package.json says `"type": "module"`. If it does not, only `.mjs` and `.mts` files are modules. */
  isModule: boolean
  /** Whether a file or folder is there. */
  has(path: string): boolean
  /** What a file says; nothing where there is none. */
  read(path: string): string
  /** The names in a folder, sorted; none where there is no such folder. */
  list(path: string): string[]
  /** Whether a configuration of that name is there, as `astro` for `astro.config.mjs`. */
  hasConfigOf(name: string): boolean
}

/** Reads package.json and looks which files are there. */
export function readProject(folder: string): Project {
  const has = (path: string) => existsSync(join(folder, path))
  const { packages, isModule } = readPackage(join(folder, 'package.json'))
  return {
    packages,
    isTypeScript: has('tsconfig.json') || packages.has('typescript'),
    isModule,
    has,
    read: (path) => (has(path) ? readFileSync(join(folder, path), 'utf8') : ''),
    list: (path) =>
      statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory()
        ? readdirSync(join(folder, path)).sort()
        : [],
    hasConfigOf: (name) => ['js', 'mjs', 'cjs', 'ts', 'mts'].some((end) => has(`${name}.config.${end}`)),
  }
}

function readPackage(file: string): Pick<Project, 'packages' | 'isModule'> {
  if (!existsSync(file)) return { packages: new Set(), isModule: false }
  const { dependencies = {}, devDependencies = {}, type } = parse(readFileSync(file, 'utf8'))
  return {
    packages: new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]),
    isModule: type === 'module',
  }
}

function parse(text: string): { dependencies?: object; devDependencies?: object; type?: unknown } {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('package.json is not JSON, so the framework cannot be found. Nothing was written.')
  }
}
