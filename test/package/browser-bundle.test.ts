import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

import { root } from './source-files.ts'

// What a shop's bundler takes along for the imports of a page: never anything of the server.

const entries = {
  package: 'src/index.ts',
  define: 'src/elements/define.ts',
  dropin: 'src/dropin/index.ts',
  react: 'src/react/index.ts',
  client: 'src/client/index.ts',
  state: 'src/state/index.ts',
  analytics: 'src/analytics/index.ts',
}
const widgetPackages = ['@lit/context', '@lit/reactive-element', 'lit', 'lit-element', 'lit-html', 'nanostores']

async function bundle(entry: string): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { external: ['react'], output: { minify: true } },
    },
  })
  const [output] = [result].flat()
  assert.ok(output && 'output' in output)
  return output.output.filter((file) => file.type === 'chunk')
}

const packagesOf = (chunks: Rolldown.OutputChunk[]) =>
  new Set(
    chunks.flatMap(({ moduleIds }) =>
      moduleIds.flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []),
    ),
  )

for (const [name, entry] of Object.entries(entries)) {
  test(`${name}: a page loads Lit and nanostores at most, early or late`, async (t) => {
    const chunks = await bundle(entry)
    const packages = [...packagesOf(chunks)].sort()
    t.diagnostic(packages.join(', ') || 'no package')
    assert.deepEqual(
      packages.filter((used) => !widgetPackages.includes(used)),
      [],
    )
    if (name === 'client' || name === 'analytics') assert.deepEqual(packages, [])
    if (name === 'state') assert.deepEqual(packages, ['nanostores'])
  })
}

test('analytics costs less than a kilobyte, and nothing of the widget', async (t) => {
  const chunks = await bundle(entries.analytics)
  const bytes = chunks.reduce((sum, { code }) => sum + brotliCompressSync(code).length, 0)
  t.diagnostic(`${bytes} bytes brotli`)
  assert.equal(chunks.length, 1)
  assert.ok(bytes < 1000, `${bytes} bytes`)
})
