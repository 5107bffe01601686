import { withSection } from '../pages.ts'
import { read } from '../source-files.ts'
import { languages, sections } from './sections.ts'

/** docs/languages.md, its lists of languages and keys made anew from the tables of sentences. */
export function languagesPage(): string {
  const page = withSection(read('docs/languages.md'), 'languages', `\n${languageTable()}\n`)
  return withSection(page, 'keys', `\n${keyTables()}\n`)
}

function languageTable(): string {
  const names = new Intl.DisplayNames('en', { type: 'language' })
  const rows = ['en', ...languages].map((tag) => `| \`${tag}\` | ${names.of(tag)} |`)
  return ['| `lang` | Language |', '|---|---|', ...rows].join('\n')
}

const headings = new Map([
  ['widget', 'With the cart'],
  ['widget-later', 'After the first paint'],
  ['phone-and-problems', 'Phone and problems'],
])

function keyTables(): string {
  return sections
    .filter(({ where }) => headings.has(where))
    .map(({ where, english }) => {
      const rows = Object.entries(english).map(
        ([key, sentence]) => `| \`${key}\` | ${sentence.replaceAll('|', '\\|')} |`,
      )
      return [`### ${headings.get(where)}`, '', '| Key | English |', '|---|---|', ...rows].join('\n')
    })
    .join('\n\n')
}
