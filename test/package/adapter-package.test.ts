import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'

import { read, root } from './source-files.ts'

// What docs/adapters.md shows, in a folder that knows this repository only as a package: packed, unpacked, installed.

const page = read('docs/adapters.md')
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'adapter-'))
after(() => rmSync(folder, { recursive: true, force: true }))

before(() => {
  assert.ok(existsSync(join(root, 'dist/src/proxy/adapter/index.js')), 'run `npm run build` first')
  const flags = ['--ignore-scripts', '--offline', '--json', '--pack-destination', folder]
  const [packed] = JSON.parse(execFileSync('npm', ['pack', ...flags], { cwd: root, encoding: 'utf8', stdio: 'pipe' }))
  const installed = join(folder, 'node_modules/cart-recovery')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components=1'])
  // No network: what is installed here stands for what an installation would bring.
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  for (const name of ['acme.ts', 'acme.test.ts']) writeFileSync(join(folder, name), blockOf(name))
})

test('the adapter of docs/adapters.md type-checks against the packed package', () => {
  typeCheck()
})

test('a mistake in it is found, so that the types are really there', () => {
  const wrong = blockOf('acme.ts').replace("kind: 'physical' as const", "kind: 'solid' as const")
  writeFileSync(join(folder, 'wrong.ts'), wrong)
  assert.throws(() => typeCheck('wrong.ts'), /TS2322|TS2345|TS2769/)
})

test('the adapter of docs/adapters.md passes the exported suite', (t) => {
  const lines = runSuite()
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(lines)?.[1])
  t.diagnostic(`${count('pass')} cases held, ${count('skipped')} skipped`)
  assert.equal(count('fail'), 0)
  assert.ok(count('pass') >= 15)
  for (const [, reason = ''] of lines.matchAll(/# SKIP ?(.*)$/gm)) assert.match(reason, /^there is no cart /)
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

function typeCheck(...files: string[]) {
  const options =
    '--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --module nodenext --target es2022 ' +
    '--lib es2022,dom,dom.iterable --types node --skipLibCheck --allowImportingTsExtensions --ignoreConfig'
  const names = files.length > 0 ? files : ['acme.ts', 'acme.test.ts']
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), [...options.split(' '), ...names], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  } catch (error) {
    throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error))
  }
}

function runSuite(): string {
  // Without this the runner takes the process for one of its own files, and prints nothing.
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env
  const options = { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' } as const
  return execFileSync(process.execPath, ['--test', '--test-reporter=tap', 'acme.test.ts'], options)
}
