import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

import type { Installation } from './installation.ts'
import { applyDiff, isPrinted, readGuide, type Step, setVariables } from './read-guide.ts'
import { openShell, type Shell } from './shell.ts'

/** A guide that was followed to its end, with what it started still running. */
export interface Followed {
  /** Where its files are. */
  folder: string
  /** What the latest command with these words in it has answered, without warnings. */
  resultOf(words: string): string
  /** What the reader typed and wrote. */
  commands: number
  /** Files that were written or changed by hand. */
  edits: string[]
  close(): Promise<void>
}

/**
 * Does what a page says, in a new folder: runs its commands, writes its files, and compares what the commands print. `npm install
 * cart-recovery` does what `install` says. The folder is left where a step fails, and the error names the line of the page.
 */
export async function followGuide(page: string, install: Installation): Promise<Followed> {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'guide-'))
  const folder = join(base, 'reader')
  mkdirSync(folder)
  const shell = openShell(folder, base, (code) => withInstallation(code, install))
  const edits = new Set<string>()
  for (const { at, ...step } of stepsOf(page)) {
    try {
      await take(step, shell, (file) => edits.add(relative(folder, file)))
    } catch (error) {
      const where = shell.folder()
      await shell.close()
      throw new Error(`${at}:${step.line}, in ${where}: ${whatItDid(step)}\n${words(error)}`)
    }
  }
  return {
    folder,
    edits: [...edits],
    commands: shell.runs.length,
    resultOf: (name) =>
      shell.runs
        .findLast(({ code }) => code.includes(name))
        ?.result()
        .trim() ?? '',
    async close() {
      await shell.close()
      rmSync(base, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The steps of a page, after those of the page that it goes on from, if it says so. */
function stepsOf(page: string): (Step & { at: string })[] {
  const text = readFileSync(page, 'utf8')
  const [, earlier] = /<!-- Goes on from (\S+\.md)\. -->/.exec(text) ?? []
  const before = earlier === undefined ? [] : stepsOf(join(dirname(page), earlier))
  return [...before, ...readGuide(text).map((step) => ({ ...step, at: page }))]
}

async function take(step: Step, shell: Shell, edited: (file: string) => void): Promise<void> {
  if (step.kind === 'run') await shell.run(step.code)
  else if (step.kind === 'start') await shell.start(step.code)
  else if (step.kind === 'expect') await shell.waitFor((output) => isPrinted(step.text, output))
  else {
    const file = join(shell.folder(), step.file)
    edited(file)
    mkdirSync(dirname(file), { recursive: true })
    const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
    writeFileSync(file, edit(step, before))
  }
}

function edit(step: Extract<Step, { file: string }>, before: string): string {
  if (step.kind === 'write') return step.text
  return step.kind === 'set' ? setVariables(before, step.values) : applyDiff(before, step.diff)
}

/** The package as it would come from the registry. */
function withInstallation(code: string, install: Installation): string {
  return code.replaceAll(/\bnpm install cart-recovery\b([^\n&|;]*)/g, (_all, others) => install(others))
}

const whatItDid = (step: Step) =>
  step.kind === 'run' || step.kind === 'start'
    ? step.code.trimEnd()
    : step.kind === 'expect'
      ? `should print\n${step.text}`
      : `the file ${step.file}`

const words = (error: unknown) => (error instanceof Error ? error.message : String(error))
