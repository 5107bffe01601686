import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the files of a folder say about the shop that is built there. */
export interface Project {
  framework: 'astro' | 'next' | 'react' | 'html'
  /** For people. */
  name: string
  isTypeScript: boolean
  /** Next.js: where the pages are. */
  appFolder: 'app' | 'src/app'
}

/** Looks at the dependencies first, then at the files that each framework brings. */
export function findProject(folder: string): Project {
  const has = (name: string) => existsSync(join(folder, name))
  const packages = readPackages(join(folder, 'package.json'))
  const hasConfig = (name: string) => ['js', 'mjs', 'cjs', 'ts', 'mts'].some((end) => has(`${name}.config.${end}`))
  const shape = {
    isTypeScript: has('tsconfig.json') || packages.has('typescript'),
    appFolder: !has('app') && (has('src/app') || has('src/pages')) ? 'src/app' : 'app',
  } as const
  if (packages.has('astro') || hasConfig('astro')) return { framework: 'astro', name: 'Astro', ...shape }
  if (packages.has('next') || hasConfig('next')) return { framework: 'next', name: 'Next.js', ...shape }
  if (packages.has('react')) return { framework: 'react', name: 'React', ...shape }
  return { framework: 'html', name: 'no framework, so plain HTML', ...shape }
}

function readPackages(file: string): Set<string> {
  if (!existsSync(file)) return new Set()
  const { dependencies = {}, devDependencies = {} } = parse(readFileSync(file, 'utf8'))
  return new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)])
}

function parse(text: string): { dependencies?: object; devDependencies?: object } {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('package.json is not JSON, so the framework cannot be found. Nothing was written.')
  }
}
