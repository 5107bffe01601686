import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { startDemo } from '../../demo/start-demo.ts'
import { open } from '../flow/kit.ts'
import { draw } from './draw.ts'
import { languages } from './languages.ts'
import { measureStates } from './measure-states.ts'
import { listStates } from './open-state.ts'
import { counts, details } from './write-report.ts'

// Measures every QA state in every language: npm run test:states -- [STATE…] [--share 0.1 --seed 7] [--report FILE]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
    report: { type: 'string' },
  },
})
const demo = await startDemo({ port: 0, built: true })
const browser = await open('chromium')
try {
  const listed = await listStates(demo.addresses.shop)
  const wanted = positionals.length > 0 ? listed.filter(({ name }) => positionals.includes(name)) : listed
  const states = draw(wanted, Number(values.share), Number(values.seed))
  console.log(`seed ${values.seed}: ${states.length} of ${listed.length} states`)
  const report = await measureStates(browser, states, languages, (line) => console.log(line))
  const lines = [...details(report.findings), ...counts(report)].join('\n')
  console.log(lines)
  if (values.report) writeFileSync(values.report, `${lines}\n`)
  if (report.findings.length > 0) process.exitCode = 1
} finally {
  await browser.close()
  await demo.close()
}
