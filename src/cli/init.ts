import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { configFile } from './init/config-file.ts'
import { environmentFile } from './init/environment-file.ts'
import type { Framework } from './init/frameworks/framework.ts'
import { frameworkOf } from './init/frameworks/frameworks.ts'
import { ignoreFiles } from './init/ignore-files.ts'
import { type Project, readProject } from './init/project.ts'
import { defaultFiles } from './load-config.ts'
import { keyCommand } from './variables/variables.ts'

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

/** Writes into the folder of a project. Answers the lines to be said. */
export function writeProject(folder: string, force: boolean): string[] {
  const project = readProject(folder)
  const framework = frameworkOf(project)
  const config = chooseConfig(folder, project, framework, force)
  const proxyPath = framework.proxyPath?.(project) ?? '/cart-recovery'
  // What is said follows from the project as it was found, and not from the files that are written below.
  const steps = nextSteps(project, framework, proxyPath)
  const files = {
    [config]: configFile({
      pagePath: framework.pagePath(project),
      proxyPath,
      isTypeScript: config.endsWith('ts'),
      knowsProcess: project.packages.has('@types/node'),
    }),
    '.env.example': environmentFile(),
    ...framework.files(project, config),
  }
  const results = Object.entries(files).map(([name, text]) => {
    const isNew = write(join(folder, name), text, force ? 'w' : 'wx')
    // The script's own files are not the reader's to open: one line stands for all of them.
    const said = name.replace(/(?<=-widget\/).+/, '')
    return isNew ? `wrote       ${said}` : `left alone  ${said}, which was there`
  })
  return [
    `Found ${framework.name}.`,
    '',
    ...new Set(results),
    ...ignoreFiles(folder),
    ...writeSecrets(join(folder, '.env')),
    '',
    ...steps,
  ]
}

/** The name of the configuration: that of an existing one, unless `--force` is given and the project cannot load it. */
function chooseConfig(folder: string, project: Project, framework: Framework, force: boolean): string {
  const existing = defaultFiles.find((name) => existsSync(join(folder, name)))
  const isLoadable = existing && (project.isModule || existing.includes('.config.m'))
  return existing && (isLoadable || !force) ? existing : configName(project, framework)
}

/** The name of a new configuration. A Node older than 22.18 runs no TypeScript. */
function configName({ isTypeScript, isModule }: Project, { refusesMts }: Framework): string {
  const isTyped = isTypeScript && process.features.typescript && (isModule || !refusesMts)
  return `cart-recovery.config.${isModule ? '' : 'm'}${isTyped ? 'ts' : 'js'}`
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

/** Ends with what is left to do by hand. */
function nextSteps(project: Project, framework: Framework, proxyPath: string): string[] {
  const run = framework.hasProxy(project) ? ', which reminders need; your shop has one for its pages' : ''
  return [
    'npx cart-recovery doctor   says line by line what works and what does not. Once the page is public,',
    `                           --fix lets the links of BigCommerce lead there, by ${proxyPath}/open.`,
    `npx cart-recovery serve    runs the proxy${run}.`,
    '',
    'Left to do:',
    `1. Fill in .env: your shop's addresses and secrets. For a trial \`npx cart-recovery sandbox\` prints them.`,
    `2. ${framework.left(project)}`,
  ]
}
