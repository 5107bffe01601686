// `npm run test:examples [-- name…]`: every shop of examples/, from the tarball: init, edits, type check, build, and a shopper.
import { existsSync, globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

import { packTarball } from '../setup/packed.ts'
import { drive } from './drive.ts'
import { prepare } from './prepare.ts'
import { printTable, type Result } from './print-table.ts'
import { run } from './run-command.ts'
import { startShop } from './start-shop.ts'

const root = join(import.meta.dirname, '../..')
const all = globSync('examples/*/package.json', { cwd: root })
  .map((file) => basename(dirname(file)))
  .sort()
const names = process.argv.slice(2)
const unknown = names.filter((name) => !all.includes(name))
if (unknown.length > 0) throw new Error(`There is no example ${unknown.join(', ')}; there are ${all.join(', ')}`)
if (!existsSync(join(root, 'dist/src/index.js'))) throw new Error('Build the package first: npm run build')

const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'examples-'))
const results: Result[] = []
try {
  const tarball = packTarball(scratch)
  for (const name of names.length > 0 ? names : all) results.push(await tryOut(name, tarball))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
printTable(results)
process.exitCode = results.every(({ trouble }) => trouble === undefined) ? 0 : 1

async function tryOut(name: string, tarball: string): Promise<Result> {
  const result: Result = { name, seconds: {}, edits: 0 }
  const timed = async <Value>(step: string, act: () => Promise<Value> | Value): Promise<Value> => {
    const start = performance.now()
    try {
      return await act()
    } finally {
      result.seconds[step] = (performance.now() - start) / 1000
    }
  }
  const folder = join(scratch, name)
  try {
    const example = await timed('install', () => prepare({ source: join(root, 'examples', name), folder, tarball }))
    result.edits = example.edits
    if (example.scripts.check) await timed('check', () => run('npm', ['run', '--silent', 'check'], { cwd: folder }))
    const shop = await timed('start', () => startShop(example, (step) => timed('build', step)))
    try {
      await timed('drive', () => drive(shop, example))
      if (example.dev) {
        await shop.restart('dev')
        await timed('dev', () => drive(shop, example))
      }
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}\n${shop.output()}`)
    } finally {
      await shop.close()
    }
  } catch (error) {
    result.trouble = error instanceof Error ? error.message : String(error)
  }
  return result
}
