import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the files of a folder tell about the shop that is built there. */
export interface Project {
  framework: 'astro' | 'next' | 'react' | 'html'
  /** The framework's name, for people. */
  name: string
  isTypeScript: boolean
  /** package.json says `"type": "module"`. If it does not, only `.mjs` and `.mts` files are modules. */
  isModule: boolean
  /** The folder of the pages, in Next.js. */
  appFolder: 'app' | 'src/app'
  /** Astro has an adapter, so that it can answer requests; every other framework here is told by its name. */
  hasServer: boolean
}

/** Recognises a framework by the dependencies or by its configuration file. */
export function findProject(folder: string): Project {
  const has = (name: string) => existsSync(join(folder, name))
  const { packages, isModule } = readPackage(join(folder, 'package.json'))
  const hasConfigOf = (name: string) => ['js', 'mjs', 'cjs', 'ts', 'mts'].some((end) => has(`${name}.config.${end}`))
  const hasServer = [...packages].some((name) => /^@astrojs\/(node|vercel|netlify|cloudflare)$/.test(name))
  const shape = {
    hasServer,
    isTypeScript: has('tsconfig.json') || packages.has('typescript'),
    isModule,
    appFolder: !has('app') && (has('src/app') || has('src/pages')) ? 'src/app' : 'app',
  } as const
  if (packages.has('astro') || hasConfigOf('astro')) return { framework: 'astro', name: 'Astro', ...shape }
  if (packages.has('next') || hasConfigOf('next')) return { framework: 'next', name: 'Next.js', ...shape }
  if (packages.has('react')) return { framework: 'react', name: 'React', ...shape }
  return { framework: 'html', name: 'no framework, so plain HTML', ...shape }
}

/**
 * The name of the configuration file. Next.js imports it, too, and does not know `.mts`; a Node older than 22.18 runs no
 * TypeScript.
 */
export function configName({ framework, isTypeScript, isModule }: Project, runsTypeScript: boolean): string {
  const isTyped = isTypeScript && runsTypeScript && (isModule || framework !== 'next')
  return `cart-recovery.config.${isModule ? '' : 'm'}${isTyped ? 'ts' : 'js'}`
}

function readPackage(file: string): { packages: Set<string>; isModule: boolean } {
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
