import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as z from 'zod'

import { run } from './run-command.ts'

export interface PrepareOptions {
  /** The example as it is in the repository: the shop before it knows of this package. */
  source: string
  /** Where it is set up. */
  folder: string
  tarball: string
}

const Manifest = z.object({
  config: z
    .object({
      page: z.string().default('/cart/recover'),
      signIn: z.string().optional(),
      dev: z.boolean().default(false),
    })
    .prefault({}),
  dependencies: z.record(z.string(), z.string()),
  scripts: z.record(z.string(), z.string()),
})

/** A shop as its developer has it once init has run and what is left to do is done. */
export interface Example {
  folder: string
  /** The path of the page that links lead to. */
  page: string
  /** The path of the shop's sign-in, where `customers.diff` opens carts of its customers. */
  signIn: string | undefined
  /** Its script `dev` serves the whole shop, too. */
  dev: boolean
  scripts: Record<string, string>
  /** Files that were changed by hand. */
  edits: number
}

const maxEdits = 2
const editsFile = 'edits.diff'
const customersFile = 'customers.diff'
const packageName = 'cart-recovery'

/** Does what the documentation asks of a developer: install, `init`, and the edits of `edits.diff`. */
export async function prepare({ source, folder, tarball }: PrepareOptions): Promise<Example> {
  cpSync(source, folder, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist', '.next', editsFile, customersFile].includes(basename(path)),
  })
  const manifestFile = join(folder, 'package.json')
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
  const { config, dependencies, scripts } = Manifest.parse(manifest)
  if (!dependencies[packageName]) throw new Error(`${manifestFile} does not depend on ${packageName}`)
  manifest.dependencies[packageName] = `file:${tarball}`
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)

  const here = { cwd: folder }
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=shop', '-c', 'user.email=shop@shop.example', ...args], here)
  await git('init', '-q')
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], here)
  await git('add', '-A')
  await git('commit', '-qm', 'The shop before')

  await run('npx', [packageName, 'init'], here)
  const changed = (await git('diff', '--name-only')).trim()
  if (changed !== '' && changed !== '.gitignore') throw new Error(`init changed what was there: ${changed}`)
  const added = (await git('ls-files', '--others', '--exclude-standard')).trim()
  if (added.split('\n').some((file) => file === '.env' || file.includes('.db')))
    throw new Error(`git would take ${added}`)

  const edits = await edit(join(source, editsFile), git)
  if (edits > maxEdits) throw new Error(`${edits} files are to be edited by hand: at most ${maxEdits}`)
  await edit(join(source, customersFile), git)
  return { folder, ...config, signIn: config.signIn, scripts, edits }
}

/** Applies edits. Answers how many files were changed. */
async function edit(file: string, git: (...args: string[]) => Promise<string>): Promise<number> {
  if (!existsSync(file)) return 0
  await git('apply', '--whitespace=nowarn', file)
  return [...readFileSync(file, 'utf8').matchAll(/^\+\+\+ /gm)].length
}
