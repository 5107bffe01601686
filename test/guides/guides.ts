import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { installFromRegistry, packPackage } from './installation.ts'
import { guideNames, runGuide } from './run-guide.ts'

// `npm run test:guides [-- NAME…]`: follows the guides of docs/ literally, from the packed tarball.

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !guideNames.includes(name))
if (unknown.length > 0) {
  console.error(`There is no guide ${unknown.join(', ')}. There are: ${guideNames.join(', ')}`)
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
const folder = mkdtempSync(join(tmpdir(), 'guides-'))
const install = installFromRegistry(packPackage(folder))
let failed = 0
for (const name of wanted.length > 0 ? wanted : guideNames) {
  try {
    const { seconds, commands, edits } = await runGuide(name, install)
    const files = edits.length > 0 ? `; by hand: ${edits.join(', ')}` : ''
    console.log(`✓ ${name}: ${seconds.toFixed(0)} s, ${commands} commands${files}`)
  } catch (error) {
    failed += 1
    console.error(`✗ ${name}: ${error instanceof Error ? error.message : error}`)
  }
}
rmSync(folder, { recursive: true, force: true })
if (failed > 0) process.exitCode = 1
