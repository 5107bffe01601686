import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from 'node:test'

import { equivalents } from '../mutants/equivalents.ts'
import { groups } from '../mutants/groups.ts'
import { findCircles } from './circles.ts'
import { importsOf, read, sourceFiles, targetOf, typescriptFiles } from './source-files.ts'

const maxFilesInFolder = 30
const maxMedianLines = 120
const maxLines = 300

test(`no folder of src has more than ${maxFilesInFolder} files beside each other`, () => {
  const counts = new Map<string, number>()
  for (const file of typescriptFiles('src')) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  const sorted = [...counts].sort(([, one], [, other]) => other - one)
  const fullest = sorted.slice(0, 3).map((entry) => entry.join(' '))
  console.log(`${sorted.length} folders, the fullest: ${fullest.join(', ')}`)
  assert.deepEqual(
    sorted.filter(([, count]) => count > maxFilesInFolder),
    [],
  )
})

test('a script of the demo’s pages loads nothing from outside its folder, where no built page finds it', () => {
  const outside = typescriptFiles('demo/browser').filter((file) =>
    /^import (?!type )[^;]*? from '\.\.\//m.test(read(file)),
  )
  assert.deepEqual(outside, [])
})

test('no import leads back to where it came from, through types neither', () => {
  const imports = new Map(
    sourceFiles.map((file) => {
      const relative = importsOf(file).filter((name) => name.startsWith('.'))
      return [file, relative.map((name) => targetOf(file, name))]
    }),
  )
  const circles = findCircles(imports)
  console.log(`${circles.length} circles of imports in ${imports.size} files`)
  assert.deepEqual(circles, [])
})

test(`the median file has at most ${maxMedianLines} lines, and no file more than ${maxLines}`, () => {
  const lengths = sourceFiles.map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
  lengths.sort((one, other) => one.lines - other.lines)
  const at = (share: number) => lengths[Math.floor((lengths.length - 1) * share)] ?? { file: '', lines: 0 }
  const [median, ninetieth, longest] = [at(0.5), at(0.9), at(1)]
  console.log(`${lengths.length} files: median ${median.lines} lines, 90th percentile ${ninetieth.lines}`)
  console.log(`  the longest: ${longest.file}, ${longest.lines} lines`)
  assert.ok(median.lines <= maxMedianLines, `the median is ${median.lines}`)
  assert.deepEqual(
    lengths.filter(({ lines }) => lines > maxLines),
    [],
  )
})

test('what npm run mutants breaks, and what is to notice it, is there', () => {
  const named = Object.values(groups).flatMap(({ files, tests }) => [...files, ...tests])
  const known = equivalents.map(({ file }) => file)
  assert.deepEqual(
    [...named, ...known].filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url))),
    [],
  )
})
