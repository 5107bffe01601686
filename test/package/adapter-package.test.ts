import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { openPackedProject, typeCheck } from '../setup/packed.ts'
import { read } from './source-files.ts'

// What docs/adapters.md shows, in a folder that knows this repository only as a package: packed, unpacked, installed.

const page = read('docs/adapters.md')
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
const { folder } = openPackedProject([...Object.keys(dependencies), '@types/node'])
const names = ['acme.ts', 'acme.test.ts']
for (const name of names) writeFileSync(join(folder, name), blockOf(name))

test('the adapter of docs/adapters.md type-checks against the packed package', () => {
  typeCheck(folder, names)
})

test('a mistake in it is found, so that the types are really there', () => {
  const wrong = blockOf('acme.ts').replace("kind: 'physical' as const", "kind: 'solid' as const")
  writeFileSync(join(folder, 'wrong.ts'), wrong)
  assert.throws(() => typeCheck(folder, ['wrong.ts']), /TS2322|TS2345|TS2769/)
})

test('the adapter of docs/adapters.md passes the exported suite', (t) => {
  const lines = runSuite()
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(lines)?.[1])
  t.diagnostic(`${count('pass')} cases held, ${count('skipped')} skipped`)
  assert.equal(count('fail'), 0)
  assert.ok(count('pass') >= 15)
  for (const [, reason = ''] of lines.matchAll(/# SKIP ?(.*)$/gm))
    assert.match(reason, /^(there is no cart|its carts) /)
})

test('an adapter that forgets a rule does not pass it', () => {
  const careless = blockOf('acme.ts').replace(/else if \(!error\.isUncertain\) .*/, 'else throw error')
  assert.notEqual(careless, blockOf('acme.ts'))
  writeFileSync(join(folder, 'acme.ts'), careless)
  assert.throws(runSuite, ({ stdout }: { stdout: string }) => /^not ok \d+ - .*a lost answer to a change/m.test(stdout))
})

/** The block of the page that stands for a file: its name follows the language. */
function blockOf(name: string): string {
  const [, code] = new RegExp(`^\`\`\`ts ${name}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page) ?? []
  return code ?? assert.fail(`docs/adapters.md has no block ${name}`)
}

function runSuite(): string {
  // Without this the runner takes the process for one of its own files, and prints nothing.
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env
  const options = { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' } as const
  return execFileSync(process.execPath, ['--test', '--test-reporter=tap', 'acme.test.ts'], options)
}
