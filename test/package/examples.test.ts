import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { examplesOf, type Page, pages } from './pages.ts'
import { root } from './source-files.ts'

// Inside the package, so that its own name leads to the built files.
const folder = join(root, 'dist/docs-examples')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const examples = pages.flatMap((page) => [...examplesIn(page, 'ts'), ...examplesIn(page, 'tsx')])

function examplesIn(page: Page, language: 'ts' | 'tsx') {
  return examplesOf(page, language).map((code, index) => {
    const file = join(folder, `${page.path.replaceAll(/\W/g, '-')}-${index}.${language}`)
    return { name: `${page.path}, ${language} example ${index + 1}`, file, code }
  })
}

test('the examples type-check against the built package', () => {
  assert.ok(examples.length >= 8)
  for (const { file, code } of examples) writeFileSync(file, `import 'cart-recovery/define'\n${code}\nexport {}\n`)
  const options =
    '--noEmit --strict --module nodenext --moduleResolution nodenext --target es2022 --jsx react-jsx --skipLibCheck'
  const files = examples.map(({ file }) => file)
  execFileSync(
    join(root, 'node_modules/.bin/tsc'),
    [...options.split(' '), '--types', 'node', '--ignoreConfig', ...files],
    { cwd: root, encoding: 'utf8', stdio: 'pipe' },
  )
})

for (const { name, file, code } of examples.filter(
  ({ file, code }) => file.endsWith('.ts') && !/\bdocument\b/.test(code),
)) {
  test(`${name} runs`, (t) => {
    const cwd = mkdtempSync(join(tmpdir(), 'example-'))
    t.after(() => rmSync(cwd, { recursive: true }))
    writeFileSync(file, code)
    // What an example leaves running, such as a timer, ends with the process.
    const program = `await import(${JSON.stringify(pathToFileURL(file).href)}); process.exit(0)`
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd, encoding: 'utf8', stdio: 'pipe' })
  })
}
