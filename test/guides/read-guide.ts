import { stripVTControlCharacters } from 'node:util'

/** What a reader of a guide does next. `line` is where its block begins. */
export type Step = { line: number } & (
  | { kind: 'run'; code: string }
  | { kind: 'start'; code: string }
  | { kind: 'expect'; text: string }
  | { kind: 'write'; file: string; text: string }
  | { kind: 'change'; file: string; diff: string }
  | { kind: 'set'; file: string; values: ReadonlyMap<string, string> }
)

const block = /^( *)```(\w+)(?: +(\S+))? *\n([\s\S]*?)^\1```/gm

/**
 * The blocks of a page that a reader acts on, in order. CONTRIBUTING.md says which those are; a block of another kind, such as
 * an example without a file name, is no step. Throws where a guide cannot be followed.
 */
export function readGuide(text: string): Step[] {
  const steps: Step[] = []
  for (const { 2: language = '', 3: word, 4: code = '', 1: indent = '', index } of text.matchAll(block)) {
    const line = text.slice(0, index).split('\n').length
    const step = toStep(language, word, code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    if (!step) continue
    const before = steps.at(-1)
    if (step.kind === 'expect' && before?.kind !== 'run' && before?.kind !== 'start')
      throw new Error(`line ${line}: a \`text\` block follows the command that prints it`)
    if (before?.kind === 'start' && step.kind !== 'expect') throw new Error(silent(before.line))
    steps.push({ line, ...step })
  }
  const last = steps.at(-1)
  if (last?.kind === 'start') throw new Error(silent(last.line))
  return steps
}

const silent = (line: number) =>
  `line ${line}: a command that keeps running is followed by a \`text\` block with what it prints once it is ready`

function toStep(language: string, word: string | undefined, code: string) {
  if (word === 'aside') return undefined
  if (language === 'sh') return { kind: word === 'background' ? ('start' as const) : ('run' as const), code }
  if (language === 'text') return { kind: 'expect' as const, text: code }
  if (word === undefined) return undefined
  if (language === 'diff') return { kind: 'change' as const, file: word, diff: code }
  if (language === 'dotenv') return { kind: 'set' as const, file: word, values: readVariables(code) }
  return { kind: 'write' as const, file: word, text: code }
}

function readVariables(code: string): ReadonlyMap<string, string> {
  return new Map([...code.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]))
}

/**
 * A file after the change that a `diff` block shows. Its hunks are told apart by lines of `…`; each is found by its lines that
 * stand there without indentation being compared. Throws where a hunk is not found exactly once.
 */
export function applyDiff(text: string, diff: string): string {
  return diff.split(/^…\n/m).reduce((changed, hunk) => {
    const lines = hunk.split('\n').filter((line) => line.trim() !== '')
    const wanted = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1).trim())
    const present = changed.split('\n')
    const places = present.flatMap((_line, at) =>
      wanted.every((line, offset) => present[at + offset]?.trim() === line) ? [at] : [],
    )
    const [at] = places
    if (at === undefined || places.length > 1 || wanted.length === 0)
      throw new Error(`${places.length} places in the file look like:\n${wanted.join('\n')}`)
    let next = at
    const replaced = lines.flatMap((line) => {
      if (line.startsWith('+')) return [line.slice(1)]
      const kept = present[next++] ?? ''
      return line.startsWith('-') ? [] : [kept]
    })
    return present.toSpliced(at, wanted.length, ...replaced).join('\n')
  }, text)
}

/** A file of variables with these set: in their own line where there is one, else at the end. */
export function setVariables(text: string, values: ReadonlyMap<string, string>): string {
  let changed = text
  for (const [name, value] of values) {
    const line = `${name}=${value}`
    const present = new RegExp(`^${name}=.*$`, 'm')
    changed = present.test(changed)
      ? changed.replace(present, () => line)
      : `${changed}${changed === '' || changed.endsWith('\n') ? '' : '\n'}${line}\n`
  }
  return changed
}

/** Whether a command printed what the guide says, line by line and in that order; `…` stands for anything. */
export function isPrinted(expected: string, printed: string): boolean {
  const plain = (text: string) => stripVTControlCharacters(text).replaceAll(/\s+/g, ' ').trim()
  const lines = printed.split('\n').map(plain)
  let from = 0
  return expected
    .split('\n')
    .map(plain)
    .filter((line) => line !== '' && line !== '…')
    .every((line) => {
      const pattern = new RegExp(`^${line.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('…', '.*')}$`)
      const at = lines.findIndex((candidate, index) => index >= from && pattern.test(candidate))
      from = at + 1
      return at >= 0
    })
}
