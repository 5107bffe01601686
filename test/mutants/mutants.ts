// `npm run mutants`: breaks the guards of each group one by one, and counts how many of the breaks a test notices.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { thatCompile } from './check-types.ts'
import { makeCopies } from './copy.ts'
import { equivalents } from './equivalents.ts'
import { groups, sets } from './groups.ts'
import { instrument, type Mutant } from './instrument.ts'
import { printEquivalents, printSurvivors, printTable, scoreOf } from './print.ts'
import { drawSample } from './sample.ts'
import { sideBySide } from './side-by-side.ts'
import { tryMutant, tryTest } from './try-tests.ts'

/** Of each group, in percent. */
const requiredScore = 90

const { values } = parseArgs({
  options: {
    /** Names of `groups.ts`. All of them, unless one is named, or a set of them. */
    group: { type: 'string', multiple: true },
    set: { type: 'string' },
    /** Mutants of only these files, of all there are in the groups. */
    file: { type: 'string', multiple: true },
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    /** How many are tried at a time. */
    places: { type: 'string', default: '2' },
  },
})
const seed = Number(values.seed)
const places = Number(values.places)
const ofSet = values.set === undefined ? Object.keys(groups) : sets[values.set]
if (!ofSet) throw new RangeError(`--set: ${Object.keys(sets).join(', ')}`)
const chosen = (values.group ?? ofSet).map((name) => {
  const group = groups[name]
  if (!group) throw new RangeError(`--group: ${Object.keys(groups).join(', ')}`)
  return { name, ...group }
})

const { plain, switched } = makeCopies(['plain', 'switched'])
const files = chosen.flatMap((group) => group.files).filter((file) => !values.file || values.file.includes(file))
const made = await instrument(plain, files)
for (const { file, content } of made.files) writeFileSync(join(switched, file), content)

const compiling = thatCompile(plain, made.mutants)
const met = new Set(equivalents.filter((equivalent) => made.mutants.some((mutant) => isLike(mutant, equivalent))))
const counted = compiling.filter((mutant) => !equivalents.some((equivalent) => isLike(mutant, equivalent)))
const refused = made.mutants.length - compiling.length
console.log(`${made.mutants.length} mutants in ${files.length} files: the type checker refuses ${refused},`)
console.log(`${compiling.length - counted.length} are known to be equivalent, ${counted.length} count`)

const sample = drawSample(
  new Map(chosen.map((group) => [group.name, counted.filter(({ file }) => group.files.includes(file))])),
  Number(values.sample),
  seed,
)
console.log(`--sample ${[...sample.values()].flat().length} --seed ${seed}`)

const names = [...new Set(chosen.flatMap(({ tests }) => tests))]
const tests = await sideBySide(names, places, (test) => tryTest(switched, test))
for (const { test, milliseconds } of tests) console.log(`  ${test}: ${(milliseconds / 1000).toFixed(1)} s`)

const tasks = chosen.flatMap((group) => {
  const own = tests.filter(({ test }) => group.tests.includes(test))
  return (sample.get(group.name) ?? []).map((mutant) => ({ group: group.name, mutant, own }))
})
const tried = await sideBySide(tasks, places, async ({ group, mutant, own }) => ({
  group,
  mutant,
  end: await tryMutant(switched, mutant.id, own),
}))

printEquivalents(
  equivalents.filter(({ file }) => files.includes(file)),
  met,
)
printSurvivors(tried)
printTable(tried)
const weak = chosen.filter(({ name }) => scoreOf(tried.filter(({ group }) => group === name)) < requiredScore)
if (weak.length > 0) {
  console.log(`fewer than ${requiredScore} % were noticed: ${weak.map(({ name }) => name).join(', ')}`)
  process.exitCode = 1
}

function isLike(mutant: Mutant, { file, becomes }: { file: string; becomes: string }): boolean {
  return mutant.file === file && mutant.becomes === becomes
}
