import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

import { minNodeVersion, nodeProblem } from './node-version.ts'

const root = resolve(import.meta.dirname, '../..')

test('the oldest Node is the one that package.json promises', () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  assert.equal(`${engines.node}.0`, `>=${minNodeVersion}`)
})

test('only what is older is told which Node is needed', () => {
  for (const version of ['22.13.0', '22.13.1', '22.20.0', '23.0.0', '24.21.0', '100.1.0'])
    assert.equal(nodeProblem(version), undefined, version)
  for (const version of ['22.12.9', '22.2.0', '20.20.2', '9.13.0'])
    assert.equal(nodeProblem(version), `cart-recovery needs Node 22.13 or newer; this is Node ${version}.`)
})

// As Node 20 is: another version, and neither SQLite nor what else is newer.
const olderNode = `
  import { registerHooks } from 'node:module'
  Object.defineProperty(process.versions, 'node', { value: '20.20.2' })
  registerHooks({
    resolve(specifier, context, next) {
      if (!/^node:sqlite$|^[^./:]+$/.test(specifier)) return next(specifier, context)
      throw new Error('No such built-in module: ' + specifier)
    },
  })`

test('on an older Node every command is one plain line, its help too', () => {
  for (const args of [['--help'], ['serve'], ['doctor', '--json'], []]) {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(olderNode)}`, 'src/cli/cart-recovery.ts', ...args],
      { cwd: root, encoding: 'utf8' },
    )
    assert.equal(stderr, 'cart-recovery needs Node 22.13 or newer; this is Node 20.20.2.\n')
    assert.deepEqual([stdout, status], ['', 1])
  }
})

test('a command that opens no ledger does without SQLite', () => {
  const withoutSqlite = olderNode.replace(/.*process\.versions.*\n/, '').replace('|^[^./:]+$', '')
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(withoutSqlite)}`, 'src/cli/cart-recovery.ts', '--help'],
    { cwd: root, encoding: 'utf8' },
  )
  assert.deepEqual([stderr, status], ['', 0])
})
