import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'

/** One small change to a file that its group's tests are to notice. */
export interface Mutant {
  id: string
  file: string
  /** From 1. */
  line: number
  mutator: string
  /** The text that is replaced, and what replaces it. */
  original: string
  replacement: string
  /** The whole file with this change. */
  source: string
  /** The lines of the change as they read with it, on one line: what names this mutant, wherever the lines move to. */
  becomes: string
}

/** Files in which every mutant is there, and one is switched on by its id in `__STRYKER_ACTIVE_MUTANT__`. */
export interface Instrumented {
  mutants: Mutant[]
  files: { file: string; content: string }[]
}

/** Makes all mutants of these files. What is written to the log is left alone: it is told to people, and decides nothing. */
export async function instrument(root: string, files: readonly string[]): Promise<Instrumented> {
  const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
  const { mutants, files: instrumented } = await new Instrumenter(quiet).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [{ shouldIgnore: isLogged }] },
  )
  return {
    mutants: mutants
      .filter(({ status }) => status !== 'Ignored')
      .map(({ id, fileName, location, mutatorName, replacement }) => {
        const source = sources.get(fileName) ?? ''
        const [start, end] = [offsetOf(source, location.start), offsetOf(source, location.end)]
        const withChange = (change: string) => source.slice(0, start) + change + source.slice(end)
        const mutated = withChange(replacement)
        const lastLine = location.start.line + replacement.split('\n').length - 1
        const rest = mutated.split('\n').slice(location.start.line, lastLine + 1)
        return {
          id,
          file: fileName,
          line: location.start.line + 1,
          mutator: mutatorName,
          original: onOneLine(source.slice(start, end)),
          replacement: onOneLine(replacement),
          source: withChange(asTypeScript(mutatorName, replacement)),
          becomes: onOneLine(rest.join(' ')),
        }
      }),
    files: instrumented.map(({ name, content }) => ({ file: name, content })),
  }
}

/** The replacement in a form that means the same in any place: of another operator, of an `if`. */
function asTypeScript(mutator: string, replacement: string): string {
  if (replacement === ';') return '{}'
  return mutator === 'LogicalOperator' ? `(${replacement})` : replacement
}

const onOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** Lines and columns count from 0 here. */
function offsetOf(source: string, { line, column }: { line: number; column: number }): number {
  const before = source.split('\n').slice(0, line)
  return before.reduce((offset, { length }) => offset + length + 1, 0) + column
}

/** A call such as `log.warn(…)`. */
function isLogged(path: { toString(): string; isCallExpression(): boolean }): string | undefined {
  return path.isCallExpression() && /^log\.(debug|info|warn|error)\(/.test(path.toString()) ? 'is logged' : undefined
}

const never = () => false
const nothing = () => {}
const quiet = {
  ...{ isTraceEnabled: never, isDebugEnabled: never, isInfoEnabled: never },
  ...{ isWarnEnabled: never, isErrorEnabled: never, isFatalEnabled: never },
  ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing },
}
