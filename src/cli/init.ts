import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { configFile } from './init/config-file.ts'
import { environmentFile } from './init/environment-file.ts'
import { ignoreSecrets } from './init/ignore-secrets.ts'
import { pagePaths, pagesFor } from './init/pages.ts'
import { configName, findProject, type Project } from './init/project.ts'
import { defaultFiles } from './load-config.ts'
import { keyCommand } from './variables.ts'

export interface InitOptions {
  force: boolean
}

/**
 * `cart-recovery init`: writes the configuration, a template of the environment, and the page or route for the framework
 * of the current folder. It asks no questions, and without `--force` it overwrites no file.
 */
export async function init({ force }: InitOptions): Promise<void> {
  const lines = writeProject(process.cwd(), force)
  process.stdout.write(`\n${lines.map((line) => (line ? `  ${line}\n` : '\n')).join('')}\n`)
}

function writeProject(folder: string, force: boolean): string[] {
  const project = findProject(folder)
  const config = chooseConfig(folder, project, force)
  const files = {
    [config]: configFile(pagePaths[project.framework], config.endsWith('ts')),
    '.env.example': environmentFile(),
    ...pagesFor(project, config),
    ...(project.framework === 'html' && widgetFiles()),
  }
  const results = Object.entries(files).map(([name, text]) => {
    const isNew = write(join(folder, name), text, force ? 'w' : 'wx')
    return isNew ? `wrote       ${name}` : `left alone  ${name}, which was there`
  })
  return [
    `Found ${project.name}.`,
    '',
    ...results,
    ...ignoreSecrets(folder),
    ...writeSecrets(join(folder, '.env')),
    '',
    ...nextSteps(project, config),
  ]
}

/** The name of the configuration: that of an existing one, unless `--force` is given and the project cannot load it. */
function chooseConfig(folder: string, project: Project, force: boolean): string {
  const existing = defaultFiles.find((name) => existsSync(join(folder, name)))
  const isLoadable = existing && (project.isModule || existing.includes('.config.m'))
  return existing && (isLoadable || !force) ? existing : configName(project, Boolean(process.features.typescript))
}

/** Returns false if the file exists already and the flag is `wx`. */
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

/** The built script, for a shop without a bundler. Empty if the package itself is not built, as in a clone. */
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

/** Writes `.env` with new keys. `--force` does not overwrite it: its secrets may exist nowhere else. */
function writeSecrets(path: string): string[] {
  const makeKey = () => randomBytes(32).toString('base64url')
  if (write(path, environmentFile(makeKey), 'wx', 0o600))
    return ['wrote       .env, with keys of your own; only you can read it']
  return [
    'left alone  .env, which was there. If it has no CART_RECOVERY_KEYS, this prints one:',
    `            ${keyCommand}`,
  ]
}

function nextSteps({ framework }: Project, config: string): string[] {
  const mounted = framework === 'next' ? ' Or run Next.js: it has the proxy at /cart-recovery.' : ''
  const forward =
    framework === 'next' ? [] : ['     Let your server forward /cart-recovery/ to it; with Vite, by server.proxy.']
  const place = framework === 'react' ? [`     Put <CartRecovery /> on the page at ${pagePaths.react}.`] : []
  return [
    `1. Write your shop's addresses into ${config}, and the secrets into .env.`,
    ...place,
    '2. npx cart-recovery doctor   says line by line what works and what does not. Once the page is public,',
    '   doctor --fix lets the links of BigCommerce lead there, by way of /cart-recovery/open.',
    `3. npx cart-recovery serve    runs the proxy.${mounted}`,
    ...forward,
  ]
}
