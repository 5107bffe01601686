import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { installLinked, packPackage } from './installation.ts'
import { runGuide } from './run-guide.ts'

// A guide that needs no network. All of them: `npm run test:guides`.

test('docs/five-minutes-on-bigcommerce.md, followed literally, ends at the checkout', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'guides-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const { commands, edits } = await runGuide('five-minutes-on-bigcommerce', installLinked(packPackage(folder)))
  t.diagnostic(`${commands} commands, ${edits.length} files edited`)
})
