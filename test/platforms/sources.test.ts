import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')

for (const file of globSync('src/proxy/platforms/**/*wire.ts', { cwd: root }).filter(
  (name) => !name.endsWith('to-wire.ts'),
)) {
  test(`every schema of ${file} names its source`, () => {
    const text = readFileSync(join(root, file), 'utf8')
    const schemas = [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export const (Wire\w+)/g)]
    assert.ok(schemas.length >= 2)
    for (const [, comment = '', name] of schemas) assert.match(comment, /\bSource:\s/, name)
  })
}
