import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A line of .gitignore, and what already does as much. */
interface Entry {
  line: string
  /** The same with a slash before it counts in the folder itself alone. */
  asGood: string
}

const secrets: Entry = { line: '.env', asGood: String.raw`\.env(?:\*|\s*$)` }
// With what SQLite writes beside it.
const ledger: Entry = { line: 'cart-recovery.db*', asGood: String.raw`(?:cart-recovery|\*)\.db\*\s*$` }

/** Adds `.env` and the ledger's file to .gitignore, in a git checkout and wherever the folder has a .gitignore. */
export function ignoreFiles(folder: string): string[] {
  const gitignore = join(folder, '.gitignore')
  if (!existsSync(gitignore) && !isCheckout(folder)) return []
  const lines = [secrets, ledger].filter((entry) => !isIgnored(folder, entry)).map(({ line }) => line)
  const text = existsSync(gitignore) ? readFileSync(gitignore, 'utf8') : ''
  // A list that keeps every `.env*` out would keep the template out, too.
  if (/^\/?\.env(?:\.?\*)\s*$/m.test(text) && !/^!\/?\.env\.example\s*$/m.test(text)) lines.push('!.env.example')
  if (lines.length === 0) return []
  writeFileSync(gitignore, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${lines.join('\n')}\n`)
  return [`added       ${lines.join(', ')} to .gitignore`]
}

// In a work tree or a submodule `.git` is a file.
const isRoot = (folder: string) => existsSync(join(folder, '.git'))

function isCheckout(folder: string): boolean {
  return isRoot(folder) || (dirname(folder) !== folder && isCheckout(dirname(folder)))
}

/** A .gitignore further up counts, too, up to the repository's root, unless its pattern begins with a slash. */
function isIgnored(folder: string, entry: Entry, start = '/?'): boolean {
  const list = join(folder, '.gitignore')
  const pattern = new RegExp(`^${start}${entry.asGood}`, 'm')
  if (existsSync(list) && pattern.test(readFileSync(list, 'utf8'))) return true
  return !isRoot(folder) && dirname(folder) !== folder && isIgnored(dirname(folder), entry, '')
}
