import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { pagePaths, pagesFor } from './init/pages.ts'
import { findProject, type Project } from './init/project.ts'
import { configFile, environmentFile, keyCommand } from './init/settings.ts'
import { defaultFiles } from './load-config.ts'

export interface InitOptions {
  force: boolean
}

/**
 * `cart-recovery init`: the configuration, a template of the environment, and the page or route for the framework of
 * the current folder. Asks nothing, and leaves alone what is there.
 */
export async function init({ force }: InitOptions): Promise<void> {
  const said = writeProject(process.cwd(), force)
  process.stdout.write(`\n${said.map((line) => (line ? `  ${line}\n` : '\n')).join('')}\n`)
}

function writeProject(folder: string, force: boolean): string[] {
  const project = findProject(folder)
  const files = {
    'cart-recovery.config.ts': configFile(pagePaths[project.framework]),
    '.env.example': environmentFile(),
    ...pagesFor(project),
    ...(project.framework === 'html' && widgetFiles()),
  }
  const done = Object.entries(files).map(([name, text]) => {
    // A configuration in JavaScript would be passed over for one in TypeScript.
    const taken = name === defaultFiles[0] ? defaultFiles.find((other) => existsSync(join(folder, other))) : undefined
    const isNew = (!taken || force) && write(join(folder, name), text, force ? 'w' : 'wx')
    return isNew ? `wrote       ${name}` : `left alone  ${taken ?? name}, which was there`
  })
  const ignored = ignoreSecrets(join(folder, '.gitignore'))
  return [
    `Found ${project.name}.`,
    '',
    ...done,
    ...ignored,
    ...writeSecrets(join(folder, '.env')),
    '',
    ...nextSteps(project),
  ]
}

/** False where there is something already. */
function write(path: string, text: string, flag: 'w' | 'wx', mode = 0o666): boolean {
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, text, { flag, mode })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** The built script tag, for a shop that builds nothing. Absent where the package itself was not built. */
function widgetFiles(): Record<string, string> {
  // From `src/cli` in a clone, from `dist/src/cli` in the package.
  const folder = ['../../dist/dropin', '../../dropin']
    .map((path) => join(import.meta.dirname, path))
    .find((path) => existsSync(join(path, 'cart-recovery.js')))
  if (!folder) return {}
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'))
  return Object.fromEntries(
    names.map((name) => [`cart-recovery-widget/${name}`, readFileSync(join(folder, name), 'utf8')]),
  )
}

/** Keeps `.env` out of the repository, where the folder has a list of what is kept out. */
function ignoreSecrets(path: string): string[] {
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8')
  if (/^\/?\.env(?:\*|\s*$)/m.test(text)) return []
  writeFileSync(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}.env\n`)
  return ['added       .env to .gitignore']
}

/** Never overwritten, not by force either: what is in it may be nowhere else. */
function writeSecrets(path: string): string[] {
  const key = randomBytes(32).toString('base64url')
  if (write(path, environmentFile(key), 'wx', 0o600))
    return ['wrote       .env, with a sealing key of your own; only you can read it']
  return [
    'left alone  .env, which was there. If it has no CART_RECOVERY_KEYS, this prints one:',
    `            ${keyCommand}`,
  ]
}

function nextSteps({ framework }: Project): string[] {
  const mounted = framework === 'next' ? ' Or run Next.js: it has the proxy at /cart-recovery.' : ''
  const forward =
    framework === 'next' ? [] : ['     Let your server forward /cart-recovery to it; with Vite, by server.proxy.']
  const place = framework === 'react' ? [`     Put <CartRecovery /> on the page at ${pagePaths.react}.`] : []
  return [
    "1. Write your shop's addresses into cart-recovery.config.ts, and the secrets into .env.",
    ...place,
    '2. npx cart-recovery doctor   says line by line what works and what does not.',
    `3. npx cart-recovery serve    runs the proxy.${mounted}`,
    ...forward,
  ]
}
