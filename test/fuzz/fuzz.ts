// `npm run fuzz -- --requests 100000 --seed N`: sends bent requests to a proxy of all platforms, and says what came of them.
import { parseArgs } from 'node:util'

import { runFuzz } from './run-fuzz.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
})
const seed = Number(values.seed)
const result = await runFuzz({ requests: Number(values.requests), seed })
const listOf = <Key>(counts: Map<Key, number>) =>
  [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([key, times]) => `${key} ${times}`)
    .join(', ')
const findings = {
  'unwanted 5xx': result.unwanted,
  crashes: result.crashes,
  'upstream calls caused by malformed input': result.upstream,
  'refusals that repeat what they refuse': result.repeated,
  'answers without security headers': result.bare,
}
console.log(`requests: ${result.requests}, seed ${seed}`)
console.log(`routes: ${listOf(result.routes)}`)
console.log(`statuses: ${listOf(result.statuses)}`)
for (const [name, found] of Object.entries(findings)) {
  console.log(`${name}: ${found.length}`)
  for (const one of found.slice(0, 5)) console.log(`  ${one}`)
}
console.log(`slowest: ${result.slowest.route} ${Math.round(result.slowest.ms)} ms`)
process.exit(Object.values(findings).every(({ length }) => length === 0) ? 0 : 1)
