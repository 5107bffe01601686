import assert from 'node:assert/strict'
import { test } from 'node:test'

import {
  compareOptions,
  type LineOption,
  type OptionForm,
  optionForms,
  toSelections,
  trimmed,
  unescapeHtml,
  withoutEmpty,
} from './line-options.ts'

const timestamp: OptionForm = { dates: 'timestamp', texts: 'unescaped' }
const calendar: OptionForm = { dates: 'calendar', texts: 'unescaped' }
const asShown: OptionForm = { dates: 'timestamp', texts: 'as-shown' }

const typed = (value: string, nameId: number | undefined = 7): LineOption => ({ nameId, value })
const listed = (valueId: number, value = '', nameId = 7): LineOption => ({ nameId, value, valueId })
const written = (option: LineOption, form: OptionForm) => toSelections([option], form)[0]?.option_value

test('a text that was left empty is left out; a tick and a choice that cannot be read are not', () => {
  const [tick, unread] = [listed(187), { value: '' }]
  assert.deepEqual(withoutEmpty([typed(''), typed('  '), tick, unread, typed('Ann')]), [tick, unread, typed('Ann')])
  assert.deepEqual(toSelections([typed(' '), typed('Ann')], timestamp), [{ option_id: 7, option_value: 'Ann' }])
})

test('a text is written as it was typed, or as the answer shows it', () => {
  assert.equal(written(typed('Tom &amp; Ann'), timestamp), 'Tom & Ann')
  assert.equal(written(typed('Tom &amp; Ann'), asShown), 'Tom &amp; Ann')
})

test('a value of a list is written by its id in every form', () => {
  for (const form of optionForms) assert.equal(written(listed(186, 'Gift box 1970'), form), 186)
})

// Midnight of 3 May 2021 in New York, and in Auckland, which is another day in UTC.
const newYork = 1_620_014_400
const auckland = 1_619_956_800

test('a day is written by its time, or by the numbers of its calendar', () => {
  const day = { day: '03', month: '05', year: '2021' }
  for (const text of ['May 3rd 2021', '3 May 2021', '2021-05-03', '03/05/2021', '5/3/2021']) {
    for (const time of [newYork, auckland]) {
      assert.equal(written(listed(time, text), timestamp), time)
      assert.deepEqual(written(listed(time, text), calendar), day, `${text} at ${time}`)
    }
  }
  const [later, earlier] = [newYork - 86_400, newYork + 86_400]
  for (const time of [later, earlier]) assert.deepEqual(written(listed(time, 'May 3rd 2021'), calendar), day)
})

test('a day that its text does not tell, or tells otherwise, is written by its time', () => {
  for (const text of [
    '',
    'some day',
    'May 2021',
    'May 3rd',
    'May 9th 2021',
    '2021-06-03',
    '3 3 2021',
    'May 3rd 2022',
  ]) {
    assert.equal(written(listed(newYork, text), calendar), newYork, text)
  }
})

test('a day whose text fits two neighbours is written by its time', () => {
  assert.equal(written(listed(newYork, '2021-05-03 02:00'), calendar), newYork)
  assert.deepEqual(written(listed(newYork, '2021-05-03 08:00'), calendar), { day: '03', month: '05', year: '2021' })
})

test('one number of a text is not both the day and the month', () => {
  const fifth = newYork + 2 * 86_400
  assert.equal(written(listed(fifth, '5 of 7 in 2021'), calendar), fifth)
  assert.deepEqual(written(listed(fifth, '5/5/2021'), calendar), { day: '05', month: '05', year: '2021' })
})

test('a date begins where no id of a value reaches', () => {
  const first = Date.UTC(1973, 2, 3, 9, 46, 40) / 1000
  assert.equal(first, 1e8)
  assert.deepEqual(written(listed(first, 'March 3rd 1973'), calendar), { day: '03', month: '03', year: '1973' })
  assert.equal(written(listed(first - 1, 'March 3rd 1973'), calendar), first - 1)
})

test('two lists of options are the same in any order, and where empty texts are left out', () => {
  const [colour, text] = [listed(21, 'Red', 1), typed('Ann', 2)]
  assert.equal(compareOptions([colour, text], [text, colour]), 'same')
  assert.equal(compareOptions([colour, typed('', 3)], [colour]), 'same')
  assert.equal(compareOptions([], []), 'same')
})

test('lists of options that one side does not tell are no difference', () => {
  assert.equal(compareOptions(undefined, [typed('Ann')]), 'unknown')
  assert.equal(compareOptions([typed('Ann')], undefined), 'unknown')
})

test('another value, another option or one more of it is a difference', () => {
  const ann = typed('Ann')
  for (const other of [[typed('Bob')], [typed('Ann', 8)], [ann, typed('Bob', 8)], [], [listed(3, 'Bob')]]) {
    assert.equal(compareOptions([ann], other), 'different', JSON.stringify(other))
    assert.equal(compareOptions(other, [ann]), 'different', JSON.stringify(other))
  }
  assert.equal(compareOptions([ann, ann], [ann, typed('Bob')]), 'different')
  assert.equal(compareOptions([listed(1)], [listed(2)]), 'different')
  assert.equal(compareOptions([listed(1)], [typed('')]), 'different')
})

test('a value counts by its id or by its text: one that was made anew has another id', () => {
  assert.equal(compareOptions([listed(21, 'Red')], [listed(21, 'Rot')]), 'same')
  assert.equal(compareOptions([listed(21, 'Red')], [listed(99, ' Red ')]), 'same')
  assert.equal(compareOptions([listed(21, 'Red')], [typed('Red')]), 'same')
  assert.equal(compareOptions([typed('Red')], [listed(21, 'Blue')]), 'different')
})

test('texts that differ in their escaping alone are similar', () => {
  assert.equal(compareOptions([typed('Tom &amp; Ann')], [typed('Tom & Ann')]), 'similar')
  assert.equal(compareOptions([typed('a'), typed('Tom &amp; Ann', 8)], [typed('a'), typed('Tom & Ann', 8)]), 'similar')
  assert.equal(compareOptions([typed('Tom &amp; Ann', 8), typed('a')], [typed('a'), typed('Tom & Ann', 8)]), 'similar')
  assert.equal(compareOptions([typed(' two   words\n')], [typed('two words')]), 'same')
})

test('white space is no difference between texts', () => {
  assert.equal(trimmed('  a \t b\n\nc '), 'a b c')
})

test('one layer of escaping is taken off, by name and by number', () => {
  const table = {
    '&amp;&lt;&gt;&quot;&apos;': `&<>"'`,
    '&AMP;&Lt;': '&<',
    '&#39;&#039;&#x27;&#X27;': "''''",
    '&#8364;&#x1F381;&#128230;': '€🎁📦',
    '&amp;amp;': '&amp;',
    '&nbsp; &amp Ann & co;': '&nbsp; &amp Ann & co;',
    '&#0;&#x0;': '&#0;&#x0;',
    '&#x10ffff;': '&#x10ffff;',
    '&#999999;': String.fromCodePoint(999_999),
    '&#xfffff;': String.fromCodePoint(0xfffff),
    '&#1;': '\u0001',
    '&#;&#x;': '&#;&#x;',
  }
  for (const [escaped, text] of Object.entries(table)) assert.equal(unescapeHtml(escaped), text, escaped)
})
