import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Keeps `.env` out of the repository: in a git checkout, and wherever the folder has a list of what is kept out. */
export function ignoreSecrets(folder: string): string[] {
  const own = join(folder, '.gitignore')
  if (!existsSync(own) && !isCheckout(folder)) return []
  if (isIgnored(folder)) return []
  const text = existsSync(own) ? readFileSync(own, 'utf8') : ''
  writeFileSync(own, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}.env\n`)
  return ['added       .env to .gitignore']
}

// A work tree or a submodule has a file in its place.
const isRoot = (folder: string) => existsSync(join(folder, '.git'))

function isCheckout(folder: string): boolean {
  return isRoot(folder) || (dirname(folder) !== folder && isCheckout(dirname(folder)))
}

/** A list further up counts as well, up to the repository's root; but a slash in front means that folder alone. */
function isIgnored(folder: string, pattern = /^\/?\.env(?:\*|\s*$)/m): boolean {
  const list = join(folder, '.gitignore')
  if (existsSync(list) && pattern.test(readFileSync(list, 'utf8'))) return true
  return !isRoot(folder) && dirname(folder) !== folder && isIgnored(dirname(folder), /^\.env(?:\*|\s*$)/m)
}
