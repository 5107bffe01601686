import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

const columns = ['where', 'key', 'context', 'english', 'translation', 'reviewed', 'remark'] as const

/** A sentence in a translator's table. */
export type Row = Record<(typeof columns)[number], string>

/** The table as CSV. A spreadsheet takes it for UTF-8 by its first mark, and runs no cell as a formula. */
export function toCsv(rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((name) => row[name].replace(formula, "'$&")))
  return stringify([[...columns], ...cells], { bom: true })
}

/** The rows of a table, also of one that a spreadsheet saved with semicolons or tabs. Throws where it is no such table. */
export function fromCsv(text: string): Row[] {
  const [, delimiter = ','] = /^\uFEFF?"?where"?([;\t])/.exec(text) ?? []
  const [header = [], ...records] = parse(text, { bom: true, delimiter, skipEmptyLines: true })
  for (const name of columns) if (!header.includes(name)) throw new Error(`there is no column “${name}”`)
  return records.map((cells) => {
    const cellOf = (name: keyof Row) => (cells[header.indexOf(name)] ?? '').replace(guarded, '')
    return {
      where: cellOf('where'),
      key: cellOf('key'),
      context: cellOf('context'),
      english: cellOf('english'),
      translation: cellOf('translation'),
      reviewed: cellOf('reviewed'),
      remark: cellOf('remark'),
    }
  })
}

// What a spreadsheet would calculate gets an apostrophe, and so does what has one already: taking one away gives the text back.
const formula = /^'*[=+\-@＝＋－＠\t\r]/
const guarded = /^'(?='*[=+\-@＝＋－＠\t\r])/
