// Comes before a test file: fixes what fast-check draws, and notes which mutants the file comes by.
import { writeFileSync } from 'node:fs'
import fc from 'fast-check'

fc.configureGlobal({ seed: 11 })

const { MUTANTS_REACHED } = process.env
if (MUTANTS_REACHED) {
  process.on('exit', () => {
    const { __stryker__: noted } = globalThis as { __stryker__?: { mutantCoverage?: { static: object } } }
    writeFileSync(MUTANTS_REACHED, JSON.stringify(Object.keys(noted?.mutantCoverage?.static ?? {})))
  })
}
