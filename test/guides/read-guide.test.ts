import assert from 'node:assert/strict'
import { test } from 'node:test'

import { applyDiff, isPrinted, readGuide, setVariables } from './read-guide.ts'

const fence = '```'
const block = (first: string, code: string) => `${fence}${first}\n${code}\n${fence}\n\n`

test('a reader runs commands, writes named files, and compares what is printed; examples are no steps', () => {
  const text = [
    block('sh', 'npm install cart-recovery'),
    block('text', 'added …'),
    block('ts', "import 'cart-recovery/define'"),
    block('sh aside', 'npx cart-recovery doctor --fix'),
    block('html public/index.html', '<p>'),
    block('dotenv .env', '# a comment\nA=1\nB=two words'),
    block('sh background', 'npx vite'),
    block('text', 'ready'),
  ].join('')
  assert.deepEqual(
    readGuide(text).map(({ kind, line }) => [kind, line]),
    [
      ['run', 1],
      ['expect', 5],
      ['write', 17],
      ['set', 21],
      ['start', 27],
      ['expect', 31],
    ],
  )
})

test('a block in a list is read without its indentation', () => {
  const [step] = readGuide(`1. One\n\n   ${fence}sh\n   cd shop\n   npm install\n   ${fence}\n`)
  assert.deepEqual(step, { kind: 'run', line: 3, code: 'cd shop\nnpm install\n' })
})

test('a command that keeps running says when it is ready, and what is printed follows its command', () => {
  assert.throws(() => readGuide(block('sh background', 'npx vite')), /line 1: a command that keeps running/)
  assert.throws(() => readGuide(block('sh background', 'npx vite') + block('sh', 'ls')), /line 1/)
  assert.throws(() => readGuide(block('text', 'ready')), /line 1: a `text` block/)
})

test('a diff changes the one place that looks like it, keeps its indentation, and may have several hunks', () => {
  const file = 'a {\n    old\n  same\n}\nlast\n'
  assert.equal(applyDiff(file, ' a {\n-  old\n+  new\n   same\n…\n last\n+end\n'), 'a {\n  new\n  same\n}\nlast\nend\n')
  assert.throws(() => applyDiff('x\nx\n', '-x\n+y\n'), /2 places/)
  assert.throws(() => applyDiff('x\n', '-z\n'), /0 places/)
})

test('variables are set where they stand, else at the end', () => {
  assert.equal(setVariables('# A\nA=\nB=1\n', new Map(Object.entries({ A: '$1', C: '3' }))), '# A\nA=$1\nB=1\nC=3\n')
})

test('what is printed is compared line by line, in order, with anything between and for each …', () => {
  const printed = '\u001b[32m  ✓ ok \u001b[0m config   1 key\nmore\n  5 looked at: nothing is wrong.\n'
  assert.ok(isPrinted('✓ ok config 1 key\n…\n… nothing is wrong.\n', printed))
  assert.ok(!isPrinted('… nothing is wrong.\n✓ ok config 1 key\n', printed))
  assert.ok(!isPrinted('ok config', printed))
})
