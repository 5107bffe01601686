// What the package's own tests read of the source: its files, their imports, and the rooms of docs/architecture.md.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Every TypeScript file of a folder, by its path from the root of the repository. */
export function typescriptFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

/** The files of `src` and `demo`, without the tests that stand beside them. */
export const sourceFiles = [...typescriptFiles('src'), ...typescriptFiles('demo')].filter(
  (name) => !name.endsWith('.test.ts'),
)

/** Every module a file names: imported, re-exported, imported as a type, or imported when it is needed. */
export function importsOf(file: string): string[] {
  const source = read(file)
  // The files that init and the generators write are templates here, and not imported.
  const text = /^src\/(cli\/init|contract\/generate)\//.test(file)
    ? source.replaceAll(/`(?:\\.|[^`\\])*`/gs, '')
    : source
  const forms = /^(?:import|export)\s[^'`]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm
  return [...text.matchAll(forms)].map(([, from, effect, dynamic]) => from ?? effect ?? dynamic ?? '')
}

/** The path that a relative import leads to. */
export function targetOf(file: string, name: string): string {
  return relative(root, resolve(root, dirname(file), name))
}

/** A row of the room table. */
export interface Room {
  path: string
  /** Names of other rooms, as the `doors` of boundaries.test.ts have them. */
  mayImport: string[]
  packages: string[]
  runsIn: string
}

/** The table of docs/architecture.md: the only place that says who may import whom. Words in brackets explain. */
export function readRooms(): Room[] {
  const table = /^\| Room \|.*\n\|[-|]+\n((?:\|.*\n)+)/m.exec(read('docs/architecture.md'))?.[1] ?? ''
  const list = (cell = '') =>
    cell
      .replaceAll(/\([^)]*\)|`/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && name !== '–')
  return table
    .trim()
    .split('\n')
    .map((row) => {
      const [, path, , mayImport, packages, runsIn] = row.split('|').map((cell) => cell.trim())
      return {
        path: list(path)[0] ?? '',
        mayImport: list(mayImport),
        packages: list(packages),
        runsIn: list(runsIn)[0] ?? '',
      }
    })
}

/** The room a file belongs to: the longest path of the table that it begins with. `*` is one folder of any name. */
export function roomOf(file: string, rooms: readonly Room[]): Room | undefined {
  return rooms
    .filter(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}(?:/|$)`).test(file))
    .sort((one, other) => other.path.length - one.path.length)[0]
}
