import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { read, root } from './source-files.ts'

const rows = [...read('SECURITY.md').matchAll(/^\| (?!Attempt|-)(.+?) \|.*\| (.+) \|$/gm)]

test('every entry of the threat model names tests, and they are there', () => {
  assert.ok(rows.length > 20)
  for (const [, attempt, cell = ''] of rows) {
    const files = [...cell.matchAll(/\]\((\S+?)\)/g)].map(([, file = '']) => file)
    assert.ok(files.length > 0, attempt)
    for (const file of files)
      assert.ok(file.endsWith('.test.ts') && existsSync(join(root, file)), `${attempt}: ${file}`)
  }
})

test('every test of a hostile client stands in the threat model', () => {
  const text = read('SECURITY.md')
  for (const file of globSync('test/http/hostile/*.test.ts', { cwd: root })) assert.ok(text.includes(`(${file})`), file)
})

test('packages that run at a shop are audited with every change, each week, and before a version is published', () => {
  const { scripts, publishConfig } = JSON.parse(read('package.json'))
  assert.equal(scripts.audit, 'npm audit --omit=dev --audit-level=high')
  assert.equal(publishConfig.provenance, true)
  const [audit, release] = [read('.github/workflows/audit.yml'), read('.github/workflows/release.yml')]
  for (const workflow of [audit, release]) {
    assert.match(workflow, /- run: npm run audit$/m)
    assert.doesNotMatch(workflow, /continue-on-error|\|\| true/)
  }
  for (const event of ['push:', 'pull_request:', 'schedule:']) assert.ok(audit.includes(event), event)
  assert.ok(release.indexOf('npm run audit') < release.indexOf('npm publish'))
  assert.match(release, /id-token: write/)
})
