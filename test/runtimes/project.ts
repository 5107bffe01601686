// A shop's folder with the packed package, and in it a folder for each target with the programs of docs/deploy.md.
import assert from 'node:assert/strict'
import { copyFileSync, globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { readGuide } from '../guides/read-guide.ts'
import { read } from '../package/source-files.ts'
import { openPackedProject } from '../setup/packed.ts'
import type { Settings } from './site.ts'

const programs = join(import.meta.dirname, 'programs')
const page = read('docs/deploy.md')

/** A program as docs/deploy.md has it. */
export function programOf(name: string): string {
  const step = readGuide(page).find((step) => step.kind === 'write' && step.file === name)
  return step?.kind === 'write' ? step.text : assert.fail(`docs/deploy.md has no ${name}`)
}

/** The words of the command by which docs/deploy.md runs a program. */
export function commandOf(name: string): string[] {
  const [line = assert.fail(`docs/deploy.md runs no ${name}`)] =
    new RegExp(`^(?:node|deno|bun) .*${name}$`, 'm').exec(page) ?? []
  return line.split(' ')
}

/** The package's dependencies, linked, and what the suite installed beside them. */
export function openProject(dependencies: string[], packages: string): string {
  const { folder } = openPackedProject(dependencies)
  for (const name of ['express', 'fastify']) symlinkSync(join(packages, name), join(folder, 'node_modules', name))
  return folder
}

/** The folder of one target. */
export function addTarget(project: string, name: string, settings: Settings, program?: string): string {
  const folder = join(project, name.replaceAll(/\W+/g, '-').toLowerCase())
  mkdirSync(folder)
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  writeFileSync(join(folder, '.env'), '')
  for (const file of globSync('*.mjs', { cwd: programs }))
    copyFileSync(join(programs, file), join(folder, basename(file)))
  if (program) writeFileSync(join(folder, program), programOf(program))
  return folder
}
