#!/usr/bin/env node
import { sizeOwnMemory } from './memory/own-memory.ts'
import { nodeProblem } from './node-version.ts'

// Everything else is imported after this check, because an older Node stops at the first module it does not have.
const problem = nodeProblem(process.versions.node)
if (problem) {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
} else {
  // It may start the process again, so it comes before there is anything to lose.
  if (process.argv[2] === 'serve') sizeOwnMemory()
  // Compiles every schema that is made after it, so it comes before everything that has schemas.
  await import('zod/compile')
  const { run } = await import('./program.ts')
  await run()
}
