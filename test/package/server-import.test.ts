import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')
const { exports } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { default?: string }>
}

// The script tag, too: a page that is rendered on a server may import it at its top.
for (const [name, value] of Object.entries(exports)) {
  const path = typeof value === 'string' ? value : value.default
  // Types alone, and the manifest.
  if (!path?.endsWith('.js')) continue
  // Imports the engine that it is a part of: test/engines/vendure/packed.test.ts.
  if (name === './vendure-plugin') continue
  test(`cart-recovery${name.slice(1)} can be imported on a server`, () => {
    const code = `await import(${JSON.stringify(resolve(root, path))})`
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  })
}
