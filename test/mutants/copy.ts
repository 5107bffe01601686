import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../..')

const copied = ['src', 'test', 'demo', 'docs', 'README.md', 'package.json', 'tsconfig.json']

/** Copies what tests need into temporary folders, which are removed when this process ends. */
export function makeCopies<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const parent = mkdtempSync(join(tmpdir(), 'cart-recovery-mutants-'))
  process.on('exit', () => rmSync(parent, { recursive: true, force: true }))
  const copies = names.map((name): [Name, string] => {
    const copy = join(parent, name)
    mkdirSync(copy)
    for (const path of copied) cpSync(join(root, path), join(copy, path), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    return [name, copy]
  })
  return Object.fromEntries(copies) as Record<Name, string>
}
