import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { measureDropin, problemTable, sizeSentence } from './readme-tables.ts'

const root = new URL('../../', import.meta.url).pathname
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const readme = read('README.md')

test('the table of problems is the one the code uses', () => {
  assert.ok(readme.includes(problemTable()), 'run `npm run generate`')
})

test('the sizes are the measured ones', () => {
  const sentence = sizeSentence(measureDropin())
  assert.ok(readme.includes(sentence), `run \`npm run generate\`: ${sentence}`)
})

test('every command and option of the README exists', () => {
  const help = (...args: string[]) =>
    execFileSync(process.execPath, [join(root, 'src/cli/cart-recovery.ts'), ...args, '--help'], { encoding: 'utf8' })
  const commands = help()
  for (const [, command = '', rest = ''] of readme.matchAll(/^\| `cart-recovery (\w+)([^`]*)`/gm)) {
    assert.match(commands, new RegExp(`^ +${command}\\b`, 'm'))
    for (const [option] of rest.matchAll(/--\w+/g)) assert.ok(help(command).includes(option), `${command} ${option}`)
  }
})

test('every import, part, attribute and event of the README exists', () => {
  const { exports } = JSON.parse(read('package.json'))
  for (const [, path = ''] of readme.matchAll(/^\| `cart-recovery(\/[a-z]+)?`/gm))
    assert.ok(exports[`.${path ?? ''}`], path)
  const elements = readdirSync(join(root, 'src/elements'))
    .map((name) => read(`src/elements/${name}`))
    .join('\n')
  const parts = /^Parts: ([\s\S]*?)\n\n/m.exec(readme)?.[1] ?? ''
  for (const [, part = ''] of parts.matchAll(/`([\w-]+)`/g))
    assert.match(elements, new RegExp(`@csspart ${part}\\b`), part)
  for (const [, attribute = ''] of readme.matchAll(/^\| `([a-z-]+)` \| (?:`|–|the nearest)/gm)) {
    assert.ok(elements.includes(`'${attribute}'`) || new RegExp(`\\b${attribute}\\b`).test(elements), attribute)
  }
  for (const [event] of readme.matchAll(/cart-recovery-(?:\w+-request|recovered|restored|failed)\b/g)) {
    assert.ok(elements.includes(event), event)
  }
})

test('the examples type-check against the built package', () => {
  const folder = join(root, 'dist/readme-examples')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => code)
  assert.ok(blocks.length >= 3)
  blocks.forEach((code, index) => {
    writeFileSync(join(folder, `example-${index}.ts`), `import 'cart-recovery/define'\n${code}\nexport {}\n`)
  })
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--moduleResolution',
    'nodenext',
    '--target',
    'es2022',
    '--skipLibCheck',
    '--types',
    'node',
    '--ignoreConfig',
  ]
  const files = blocks.map((_, index) => join(folder, `example-${index}.ts`))
  execFileSync(join(root, 'node_modules/.bin/tsc'), [...options, ...files], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
  })
})
