import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from 'vite'

import { openPackedProject } from '../../setup/packed.ts'

// A shop that has the widget alone, and none of what the proxy needs.

const { folder } = openPackedProject(['lit', '@lit/context', 'nanostores'])

for (const entry of ['cart-recovery', 'cart-recovery/define', 'cart-recovery/dropin', 'cart-recovery/state']) {
  test(`${entry} is built with the packages of the widget alone`, async () => {
    writeFileSync(join(folder, 'page.js'), `import * as entry from '${entry}'\nconsole.log(entry)\n`)
    // What cannot be resolved fails the build.
    const built = await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: { write: false, rolldownOptions: { input: join(folder, 'page.js') } },
    })
    const [output] = [built].flat()
    const chunks = output && 'output' in output ? output.output : []
    assert.ok(chunks.length > 0)
    for (const { type, fileName, ...chunk } of chunks)
      if (type === 'chunk') assert.ok('code' in chunk && !/zod|libphonenumber|from\s*"hono/.test(chunk.code), fileName)
  })
}
