import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type { Browser } from 'puppeteer-core'

import { type Demo, type DemoOptions, startDemo } from '../../demo/start-demo.ts'
import { type Engine, open } from './kit.ts'

/** The shop of a file's tests, and the browser that they look at it with. */
export interface SharedDemo {
  readonly demo: Demo
  readonly browser: Browser
}

/** Starts one demo and one browser for all tests of a file, where none of them changes what another one sees. */
export function shareDemo(options: DemoOptions = {}, engine: Engine = 'chromium'): SharedDemo {
  let started: SharedDemo | undefined
  const get = () => started ?? assert.fail('the demo is there once the first test runs')
  before(async () => {
    started = { demo: await startDemo({ port: 0, built: true, ...options }), browser: await open(engine) }
  })
  after(async () => {
    await started?.browser.close()
    await started?.demo.close()
  })
  return {
    get demo() {
      return get().demo
    },
    get browser() {
      return get().browser
    },
  }
}
