import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Adds `.env` to .gitignore, in a git checkout and wherever the folder has a .gitignore. */
export function ignoreSecrets(folder: string): string[] {
  const gitignore = join(folder, '.gitignore')
  if (!existsSync(gitignore) && !isCheckout(folder)) return []
  if (isIgnored(folder)) return []
  const text = existsSync(gitignore) ? readFileSync(gitignore, 'utf8') : ''
  writeFileSync(gitignore, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}.env\n`)
  return ['added       .env to .gitignore']
}

// In a work tree or a submodule `.git` is a file.
const isRoot = (folder: string) => existsSync(join(folder, '.git'))

function isCheckout(folder: string): boolean {
  return isRoot(folder) || (dirname(folder) !== folder && isCheckout(dirname(folder)))
}

/** A .gitignore further up counts, too, up to the repository's root, unless its pattern begins with a slash. */
function isIgnored(folder: string, pattern = /^\/?\.env(?:\*|\s*$)/m): boolean {
  const list = join(folder, '.gitignore')
  if (existsSync(list) && pattern.test(readFileSync(list, 'utf8'))) return true
  return !isRoot(folder) && dirname(folder) !== folder && isIgnored(dirname(folder), /^\.env(?:\*|\s*$)/m)
}
