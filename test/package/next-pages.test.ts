import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'

import { next } from '../../src/cli/init/frameworks/next.ts'
import { readProject } from '../../src/cli/init/project.ts'
import { blocksOf, pages } from './pages.ts'
import { read, root } from './source-files.ts'

// What the guides of Next.js show is what `npm run test:examples` builds and drives: init's files, or what a shop adds to them.

for (const [path, name] of [
  ['docs/next.md', 'next'],
  ['docs/catalyst.md', 'catalyst-shaped'],
] as const) {
  test(`the code of ${path} is in examples/${name}`, () => {
    const page = pages.find((page) => page.path === path) ?? assert.fail(path)
    const blocks = ['ts', 'tsx'].flatMap((language) => blocksOf(page, language))
    assert.ok(blocks.length > 0)
    const added = [...read(`examples/${name}/customers.diff`).matchAll(/^[+ ](.*)$/gm)].map(([, line]) => line)
    const project = readProject(join(root, 'examples', name))
    const texts = [added.join('\n'), ...Object.values(next.files(project, 'cart-recovery.config.mjs'))]
    for (const block of blocks)
      assert.ok(
        texts.some((text) => text.includes(block.trim())),
        block,
      )
  })
}
