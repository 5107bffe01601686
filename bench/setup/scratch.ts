import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let root: string | undefined

/** Makes an empty folder that is gone when the bench ends, however it ends. */
export function scratchFolder(name: string): string {
  root ??= openRoot()
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  return mkdtempSync(`${folder}/`)
}

function openRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
  return folder
}
