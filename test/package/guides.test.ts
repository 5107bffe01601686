import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { astro } from '../../src/cli/init/frameworks/astro.ts'
import type { Framework } from '../../src/cli/init/frameworks/framework.ts'
import { vue } from '../../src/cli/init/frameworks/vue.ts'
import { readProject } from '../../src/cli/init/project.ts'
import { blocksOf, pages } from './pages.ts'
import { read, root } from './source-files.ts'

// What these guides show is in a shop that `npm run test:examples` builds and opens, so that it works as it stands.

for (const [name, framework] of Object.entries({ astro, vue } satisfies Record<string, Framework>)) {
  test(`docs/${name}.md shows what is in examples/${name}, or what init writes there`, () => {
    const page = pages.find(({ path }) => path === `docs/${name}.md`) ?? assert.fail()
    const files = globSync(`examples/${name}/{*.{js,mjs,ts,diff},src/**/*.*}`, { cwd: root }).map((file) =>
      file.endsWith('.diff') ? edited(read(file)) : read(file),
    )
    files.push(...Object.values(framework.files(readProject(join(root, 'examples', name)), 'cart-recovery.config.ts')))
    const blocks = ['js', 'html', name].flatMap((language) => blocksOf(page, language))
    assert.ok(blocks.length >= 3, `${blocks.length} blocks could be read`)
    for (const block of blocks)
      assert.ok(
        files.some((text) => text.includes(block.trimEnd())),
        block,
      )
  })
}

/** The files of a diff as they are afterwards, as far as it shows them. */
function edited(diff: string): string {
  return diff
    .split('\n')
    .filter((line) => !/^(-|\+\+\+ |@@ )/.test(line))
    .map((line) => line.slice(1))
    .join('\n')
}
