import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Mutant } from './instrument.ts'

/**
 * The mutants that compile. Each becomes a file beside the one it changes, and all of them are checked in one run: the type
 * checker refuses the others before any test does. What is merely unused does not count against a mutant.
 */
export function thatCompile(root: string, mutants: readonly Mutant[]): Mutant[] {
  const written = mutants.map(({ id, file, source }) => {
    const path = file.replace(/\.ts$/, `.mutant-${id}.ts`)
    writeFileSync(join(root, path), source)
    return path
  })
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))
  const lenient = { ...compilerOptions, noUnusedLocals: false, noUnusedParameters: false, allowUnreachableCode: true }
  writeFileSync(join(root, 'tsconfig.mutants.json'), JSON.stringify({ compilerOptions: lenient, files: written }))
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['-p', 'tsconfig.mutants.json', '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  for (const path of written) rmSync(join(root, path))
  const lines = stdout.split('\n').filter((line) => /^\S.*: error TS/.test(line))
  const refused = new Set(lines.map((line) => /\.mutant-(\d+)\.ts\(/.exec(line)?.[1]))
  if (refused.has(undefined)) throw new Error(`the type check failed elsewhere:\n${stdout.slice(0, 2000)}`)
  return mutants.filter(({ id }) => !refused.has(id))
}
