import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { read, root } from '../source-files.ts'
import { languagesPage } from './languages-page.ts'
import { faultsOf } from './pattern.ts'
import { checkRows, rowsOf, sourcesOf, tablePath, translationsIn, translationsOf } from './rows.ts'
import { languages, sections } from './sections.ts'
import { sentencesIn, toSource, withSentences } from './sources.ts'
import { fromCsv, type Row, toCsv } from './table.ts'

test('English fits its own rules', () => {
  for (const { where, english } of sections)
    for (const [key, sentence] of Object.entries(english))
      assert.deepEqual(faultsOf(sentence, sentence, 'en'), [], `${where} ${key}`)
})

test('every part is there in the same languages', () => {
  for (const { where, tags } of sections) assert.deepEqual(tags.toSorted(), [...languages].sort(), where)
})

test('docs/languages.md lists the languages and the keys', () => {
  assert.equal(read('docs/languages.md'), languagesPage(), 'run `node test/package/write-docs.ts`')
})

for (const tag of languages) {
  test(`${tag}: the same keys as English, with its places, and the forms of the language`, async () => {
    const translations = await translationsOf(tag)
    for (const { where, english } of sections)
      assert.deepEqual(Object.keys(translations.get(where) ?? {}).sort(), Object.keys(english).sort(), where)
    assert.deepEqual(checkRows(rowsOf(translations, []), tag), [])
  })

  test(`${tag}: what was exported is imported as it was`, async () => {
    const translations = await translationsOf(tag)
    const rows = fromCsv(toCsv(rowsOf(translations, [])))
    for (const [where, sentences] of translationsIn(rows))
      assert.deepEqual(sentences, { ...translations.get(where) }, where)
    for (const { path, text } of sourcesOf(tag, translationsIn(rows))) assert.equal(text, read(path), path)
  })

  test(`${tag}: its table is what the code says`, async () => {
    assert.ok(existsSync(join(root, tablePath(tag))), 'run `npm run copy -- export`')
    const table = read(tablePath(tag))
    const rows = rowsOf(await translationsOf(tag), fromCsv(table))
    assert.ok(table === toCsv(rows), `${tablePath(tag)}: run \`npm run copy -- export\``)
  })
}

const row: Row = {
  where: 'widget',
  key: 'ready.title',
  context: '',
  english: 'Your cart is ready',
  translation: 'Ihr Warenkorb ist bereit',
  reviewed: 'reader, 2026-11-22',
  remark: '',
}

test('a cell that a spreadsheet would calculate is kept as text, and comes back as it was', () => {
  const texts = ['=1+1', '+1', '-1', '@a', "'=1", "''@", "'tis", '＝1', 'a, "b"; c\nd', ' = ']
  const rows = texts.map((remark) => ({ ...row, remark }))
  const csv = toCsv(rows)
  assert.doesNotMatch(csv, /[,"\n][=+\-@＝]/)
  assert.deepEqual(fromCsv(csv), rows)
})

test('reads a table that a spreadsheet saved with semicolons, and names a column that is not there', () => {
  const lines = 'where;key;context;english;translation;reviewed;remark\r\nwidget;a;;One, two;"Eins; zwei";;\r\n'
  assert.deepEqual(
    fromCsv(lines).map(({ english, translation }) => [english, translation]),
    [['One, two', 'Eins; zwei']],
  )
  assert.throws(() => fromCsv('where,key\nwidget,a\n'), /no column “context”/)
})

test('who reviewed a sentence and the remarks stay with its key', () => {
  const kept = rowsOf(new Map([['widget', { 'ready.title': 'Neu' }]]), [{ ...row, remark: 'shorter?' }])
  const found = kept.find(({ key }) => key === 'ready.title')
  assert.deepEqual([found?.translation, found?.reviewed, found?.remark], ['Neu', row.reviewed, 'shorter?'])
})

test('they stay with a sentence that moves to another part of the widget', () => {
  const [moved] = rowsOf(new Map(), [])
  assert.ok(moved)
  const [found] = rowsOf(new Map(), [{ ...moved, where: 'elsewhere', remark: 'shorter?' }])
  assert.deepEqual([found?.key, found?.remark], [moved.key, 'shorter?'])
})

test('writes changed sentences into their files, adds new keys and takes lost ones away', () => {
  const text = `// Above.\nexport const messages = {\n  a: 'A',\n\n  'b.c':\n    'B ’ "quoted"', // why\n  gone: 'G',\n}\n`
  const [source] = withSentences([toSource('a.ts', text, 'de')], {
    a: 'A \\ {n}',
    new: 'N\u00a0!',
    'b.c': 'B ’ "quoted"',
  })
  assert.equal(
    source?.body,
    `// Above.\nexport const messages = {\n  a: 'A \\\\ {n}',\nnew: 'N\\u00a0!',\n\n  'b.c':\n    'B ’ "quoted"', // why\n}\n`,
  )
  assert.deepEqual(sentencesIn(`  a: 'A \\\\ {n}',\n  new: 'N\\u00a0!',\n`), { a: 'A \\ {n}', new: 'N\u00a0!' })
})

test('of a file of several languages only the own one changes', () => {
  const text = `export const all = {\n  en: {\n    a: 'A',\n  },\n  de: {\n    a: 'B',\n  },\n}\n`
  const [source] = withSentences([toSource('a.ts', text, 'de')], { a: 'C' })
  assert.equal(source && source.head + source.body + source.tail, text.replace("'B'", "'C'"))
})

test('import refuses with file, key and reason, and writes nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-'))
  try {
    const file = join(folder, 'de.csv')
    const rows = fromCsv(read(tablePath('de'))).filter(({ key }) => key !== 'recovering.title')
    writeFileSync(
      file,
      toCsv([
        ...rows.map((own) => (own.key === 'removeItem' ? { ...own, translation: 'Weg' } : own)),
        { ...row, key: 'no.such' },
      ]),
    )
    const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'copy.ts'), 'import', file], {
      encoding: 'utf8',
    })
    assert.equal(status, 1)
    assert.deepEqual(stderr.trim().split('\n'), [
      `${file}: widget removeItem: {item} is lost`,
      `${file}: widget no.such: English has no such key`,
      `${file}: widget recovering.title: the table has no such row`,
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
