import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const cli = join(import.meta.dirname, 'cart-recovery.ts')

test('a mistyped value is named with its option, above the help of the command that it was given to', () => {
  for (const [command, option, value] of [
    ['serve', '--port', 'x'],
    ['sandbox', '--page', 'nowhere'],
  ] as const) {
    const { status, stderr } = spawnSync(process.execPath, [cli, command, option, value], { encoding: 'utf8' })
    assert.equal(status, 1)
    assert.match(stderr, new RegExp(`^error: option '${option} .*'${value}' is invalid`))
    assert.match(stderr, new RegExp(`Usage: cart-recovery ${command} `))
  }
})
