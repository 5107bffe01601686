import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

import { documentedReadings } from '../../src/sandbox/index.ts'
import { findSpecsFolder } from './openapi.ts'
import { contractQuestions } from './readings-list.ts'

const specs = findSpecsFolder()
const contracts = specs && resolve(specs, '..')

test('every open question is played by readings there are, or has a reason why no call of ours meets it', () => {
  for (const { file, questions } of contractQuestions) {
    for (const { what, readings, unmet } of questions) {
      assert.notEqual(readings === undefined, unmet === undefined, `${file}: ${what}`)
      for (const name of readings ?? []) {
        assert.ok(Object.hasOwn(documentedReadings, name), `${file}: there is no reading ${name}`)
      }
    }
  }
})

test('every reading belongs to an open question', () => {
  const listed = new Set(contractQuestions.flatMap(({ questions }) => questions.flatMap((one) => one.readings ?? [])))
  assert.deepEqual(
    Object.keys(documentedReadings).filter((name) => !listed.has(name)),
    [],
  )
})

for (const { file, marks, questions } of contractQuestions) {
  const path = `${contracts}/${file}`
  const skip = !existsSync(path) && 'the contract files are not beside this checkout'
  test(`${file} has no mark that the list does not know`, { skip }, () => {
    const text = readFileSync(path, 'utf8')
    const found = {
      unknown: text.match(/\[U\]/g)?.length ?? 0,
      contradiction: text.match(/contradiction/gi)?.length ?? 0,
    }
    assert.deepEqual(found, marks, 'list the new question, then its mark')
    assert.ok(questions.length >= marks.unknown + marks.contradiction - 1, 'each mark is at least one question')
  })
}
