import { globSync } from 'node:fs'

import { read, root } from './source-files.ts'

/** A page of the documentation, by its path in the repository. */
export interface Page {
  path: string
  text: string
}

/** The README, CONTRIBUTING and all of docs/. Decisions are history: they are left out. */
export const pages: Page[] = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root }).sort()].map(
  (path) => ({ path, text: read(path) }),
)

/** The code of a page in one language, block by block. What a guide writes into a file is among it. */
export function blocksOf({ text }: Page, language: string): string[] {
  return codeOf(text, `${language}(?: [^\\n]+)?`)
}

/** The same without what has a file's name: a guide's own run proves that. */
export function examplesOf({ text }: Page, language: string): string[] {
  return codeOf(text, language)
}

function codeOf(text: string, first: string): string[] {
  const blocks = text.matchAll(new RegExp(`^( *)\`\`\`${first}\\n([\\s\\S]*?)^\\1\`\`\``, 'gm'))
  return [...blocks].map(([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
}

/** A page without its blocks of code. */
export function proseOf({ text }: Page): string {
  return text.replace(/^( *)```[\s\S]*?^\1```/gm, '')
}

/** What stands between backticks in the prose and the tables of a page. */
export function inlineCode(page: Page): string[] {
  return [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
}

/** The text with what stands between two comments, `<!-- name:start -->` and `<!-- name:end -->`, replaced. */
export function withSection(text: string, name: string, content: string): string {
  const section = new RegExp(`( *<!-- ${name}:start -->\\n)[\\s\\S]*?( *<!-- ${name}:end -->)`)
  if (!section.test(text)) throw new Error(`there is no section ${name}`)
  return text.replace(section, (_all, start: string, end: string) => `${start}${content}\n${end}`)
}
