import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startDemo } from '../../demo/start-demo.ts'
import { open } from '../flow/kit.ts'
import { draw } from './draw.ts'
import { languages } from './languages.ts'
import { measureStates } from './measure-states.ts'
import { listStates } from './open-state.ts'
import { counts, details } from './write-report.ts'

// `npm run test:states` measures all of them. This is what a push can wait for, and the same at every push.
const seed = Number(process.env.CART_RECOVERY_STATES_SEED ?? 15)

test('a tenth of the states is whole in English, the longest language and some drawn ones', async (t) => {
  const demo = await startDemo({ port: 0, built: true })
  const browser = await open('chromium')
  try {
    const states = draw(await listStates(demo.addresses.shop), 0.1, seed)
    const some = [...new Set(['en', ...draw(languages, 0.15, seed), 'en-XA'])]
    t.diagnostic(`seed ${seed}: ${states.map(({ name }) => name).join(' ')}`)
    const report = await measureStates(browser, states, some)
    for (const line of counts(report)) t.diagnostic(line)
    assert.deepEqual(report.findings, [], details(report.findings).join('\n'))
  } finally {
    await browser.close()
    await demo.close()
  }
})
