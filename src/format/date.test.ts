import assert from 'node:assert/strict'
import { test } from 'node:test'

import { formatEnd } from './date.ts'

const now = new Date(2026, 11, 1, 9, 0).getTime()
const at = (day: number, hour = 15, minute = 40) => new Date(2026, 11, day, hour, minute).toISOString()
const end = (iso: string, locale: string, language = locale.slice(0, 2)) => formatEnd(iso, { language, locale }, now)

test('a day is written as the words are', () => {
  assert.equal(end(at(12), 'en-GB'), '12 December')
  assert.equal(end(at(12), 'en-US'), 'December 12')
  assert.equal(end(at(12), 'de-AT'), '12. Dezember')
  assert.equal(end(at(12), 'ja'), '12月12日')
  assert.equal(end(at(12), 'fi', 'en'), 'December 12', 'words of a language that has no file are English')
})

test('what ends within two days ends at a time', () => {
  assert.match(end(at(2), 'en-GB'), /^Wednesday\D+15:40$/)
  assert.match(end(at(1), 'de'), /^Dienstag\D+15:40$/)
  assert.equal(end(at(2), 'ja'), '水曜日 15:40')
  assert.equal(end(at(3, 9, 0), 'en-GB'), '3 December')
})
