// Writes all copy as a table for each language, and the sources of a language from its table:
//   npm run copy -- export [tag …]
//   npm run copy -- import docs/translations/fr.csv
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { read, root } from '../source-files.ts'
import { checkRows, rowsOf, sourcesOf, tablePath, translationsIn, translationsOf } from './rows.ts'
import { languages, sections } from './sections.ts'
import { fromCsv, type Row, toCsv } from './table.ts'

const [command, ...args] = process.argv.slice(2)
if (command === 'export') for (const tag of args.length ? args : languages) await exportTable(tag)
else if (command === 'import' && args.length) for (const file of args) importTable(file)
else fail(['npm run copy -- export [tag …]', 'npm run copy -- import docs/translations/fr.csv'])

async function exportTable(tag: string) {
  if (!languages.includes(tag)) return fail([`${tag}: src/locales/locales.ts has no such language`])
  const kept = existsSync(join(root, tablePath(tag))) ? fromCsv(read(tablePath(tag))) : []
  writeTable(tag, rowsOf(await translationsOf(tag), kept))
}

function importTable(file: string) {
  const tag = basename(file, '.csv')
  if (!languages.includes(tag)) return fail([`${file}: src/locales/locales.ts has no language “${tag}”`])
  const rows = readTable(file)
  const lacking = sections.filter(({ tags }) => !tags.includes(tag))
  const faults = [...lacking.map(({ where }) => `${where} has no language “${tag}”`), ...checkRows(rows, tag)]
  if (faults.length) return fail(faults.map((fault) => `${file}: ${fault}`))
  const sources = sourcesOf(tag, translationsIn(rows))
  for (const { path, text } of sources) writeFileSync(join(root, path), text)
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', ...sources.map(({ path }) => path)],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  writeTable(tag, rowsOf(translationsIn(rows), rows))
}

function readTable(file: string): Row[] {
  try {
    return fromCsv(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail([`${file}: ${error instanceof Error ? error.message : error}`])
  }
}

function writeTable(tag: string, rows: Row[]) {
  mkdirSync(join(root, 'docs/translations'), { recursive: true })
  writeFileSync(join(root, tablePath(tag)), toCsv(rows))
  console.log(`${tablePath(tag)}: ${rows.length} sentences`)
}

function fail(lines: string[]): never {
  console.error(lines.join('\n'))
  process.exit(1)
}
