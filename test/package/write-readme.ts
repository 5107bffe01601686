// Puts the generated parts into the README. Run by `npm run generate`, after a build.
import { readFileSync, writeFileSync } from 'node:fs'

import { measureDropin, problemTable, sizeSentence } from './readme-tables.ts'

const file = new URL('../../README.md', import.meta.url)
const between = (text: string, name: string, content: string, indent = '') =>
  text.replace(
    new RegExp(`(<!-- ${name}:start -->\n)[\\s\\S]*?( *<!-- ${name}:end -->)`),
    (_all, start: string, end: string) => `${start}${indent}${content}\n${end}`,
  )

let text = readFileSync(file, 'utf8')
text = between(text, 'problems', problemTable())
text = between(text, 'sizes', sizeSentence(measureDropin()), '  ')
writeFileSync(file, text)
