import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { type Fixture, readFixtures } from './fixtures.ts'
import { readAny } from './reads.ts'

const fixtures = readFixtures()
const count = (evidence: Fixture['evidence']) => fixtures.filter((fixture) => fixture.evidence === evidence).length

test('every recorded body says where it is from, and there are enough', () => {
  for (const { name, source, evidence, reads } of fixtures) {
    assert.match(source, /\b20\d\d\b/, `${name}: the source names no year`)
    assert.ok(['recorded', 'asserted', 'documented'].includes(evidence), name)
    assert.ok(reads, `${name}: nothing is expected of it`)
  }
  assert.ok(count('recorded') >= 28, `only ${count('recorded')} bodies are real answers`)
})

test('nothing in a recorded body is a person’s or a shop’s', () => {
  for (const { name, body } of fixtures) {
    const text = JSON.stringify(body)
    for (const [, domain] of text.matchAll(/@([\w.-]+)/g)) assert.match(domain ?? '', /^example\.(org|com)$/, name)
    for (const [, host] of text.matchAll(/https?:\/\/([\w.-]+)/g)) {
      assert.match(
        host ?? '',
        /(\.example|^example-store\.tjar\.sa|^cdn11\.bigcommerce\.com|(records|store-abc-\d)\.mybigcommerce\.com|developer\.bigcommerce\.com)$/,
        name,
      )
    }
  }
})

let misread = 0

for (const fixture of fixtures) {
  test(`${fixture.name} is read as it is meant`, async () => {
    try {
      await compare(fixture)
    } catch (error) {
      misread += 1
      throw error
    }
  })
}

after(() => {
  const counts = `recorded ${count('recorded')}, asserted ${count('asserted')}, documented ${count('documented')}`
  console.log(`recorded bodies read: ${fixtures.length} (${counts}), misread ${misread}`)
})

async function compare(fixture: Fixture) {
  const read = await readAny(fixture)
  for (const [key, expected] of Object.entries(fixture.reads ?? {})) {
    // Of settings only those are compared that the body is about.
    if (key === 'settings') assert.partialDeepStrictEqual(read[key], expected)
    else assert.deepEqual(read[key], expected, key)
  }
}
