import type { TestContext } from 'node:test'
import { Miniflare } from 'miniflare'

import { bundleWorker } from '../../workers/bundle.ts'
import type { Settings } from '../site.ts'

/** The suite's worker in Cloudflare's runtime, with its ledger in D1. Resolves to where its proxy is. */
export async function startWorkerd(t: TestContext, settings: Settings): Promise<string> {
  const { code } = await bundleWorker(`export { default } from './test/runtimes/programs/worker.mjs'`)
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: code }],
    compatibilityDate: '2026-04-01',
    bindings: { SETTINGS: JSON.parse(JSON.stringify(settings)) },
    d1Databases: { DB: 'shop' },
    unsafeDirectSockets: [{ host: '127.0.0.1' }],
  })
  t.after(() => miniflare.dispose())
  return new URL('/cart-recovery', await miniflare.unsafeGetDirectURL()).href
}
