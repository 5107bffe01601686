import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'

import { compareAnswers } from '../../bench/proxy/compare-answers.ts'
import { rowsOf, startUpstream } from '../../bench/proxy/rows.ts'
import { readResults, resultsFile } from '../../bench/results.ts'
import { scratchFolder } from '../../bench/setup/scratch.ts'
import { startServers } from '../../bench/setup/server-process.ts'
import { benchSections, textOf } from './bench-sections.ts'

for (const section of benchSections()) {
  test(`${section.page}: the figures of ${section.name} are those of bench/results.json`, () => {
    assert.equal(textOf(section), section.text, 'run `node test/package/write-bench.ts`')
  })
}

test('the results say what they were measured on', { skip: !existsSync(resultsFile) }, () => {
  const { measuredOn, machine, versions } = readResults()
  assert.match(measuredOn, /^\d{4}-\d\d-\d\d$/)
  assert.ok(machine.cpu && machine.cores > 0 && machine.memoryGb > 0)
  assert.ok(versions.node && versions['cart-recovery'])
})

test('every server of the bench gives the same answer', async (t) => {
  const folder = scratchFolder('test')
  const upstream = await startUpstream(folder)
  t.after(upstream.stop)
  const urls: string[] = []
  for (const row of rowsOf({ hasPostgres: false }).filter(({ instances }) => instances === 1)) {
    const servers = await startServers(row.servers({ upstream: upstream.origin, lines: 60, folder }))
    for (const server of servers) {
      t.after(server.stop)
      urls.push(server.origin + row.path)
    }
  }
  await compareAnswers(urls, 60)
})
