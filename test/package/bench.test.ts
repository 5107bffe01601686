import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'

import { readResults, resultsFile } from '../../bench/results.ts'
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
