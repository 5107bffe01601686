import assert from 'node:assert/strict'
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from 'vite'

import { root } from './source-files.ts'

test('the script and the console are built byte by byte alike in another folder, at another time', async (t) => {
  const other = mkdtempSync(join(tmpdir(), 'cart-recovery-other-'))
  t.after(() => rmSync(other, { recursive: true, force: true }))
  for (const name of ['src', 'package.json', 'tsconfig.json', ...globSync('vite.*.ts', { cwd: root })])
    cpSync(join(root, name), join(other, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(other, 'node_modules'))
  for (const config of ['vite.config.ts', 'vite.console.config.ts']) {
    const built = async (folder: string, outDir: string) => {
      await build({ root: folder, configFile: join(folder, config), logLevel: 'silent', build: { outDir } })
      // A source map also says where the sources are, seen from where it lies: here that is another place.
      const names = readdirSync(outDir).filter((name) => !name.endsWith('.map'))
      return Object.fromEntries(names.map((name) => [name, readFileSync(join(outDir, name), 'utf8')]))
    }
    const files = await built(root, join(other, 'one'))
    assert.ok(Object.keys(files).some((name) => name.endsWith('.js')))
    assert.deepEqual(await built(other, join(other, 'two')), files)
  }
})
