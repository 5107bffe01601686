import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { test } from 'node:test'

import { read, sourceFiles, typescriptFiles } from './source-files.ts'
import { allowed, type Replaced, replaced } from './vocabulary-list.ts'

/** The words of an identifier or a file's name: `toCartDiff`, `cart-diff`. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase())
}

function isHeldBy(name: string, { was, where }: Replaced): boolean {
  if (where === 'whole') return name.replace(/^\$/, '') === was
  // What is wrong about these is how they are spelled.
  if (/^(Vesuviopay|Bigcommerce)$/.test(was)) return name.includes(was)
  const [words, given] = [wordsOf(name), wordsOf(was)]
  const starts = where === 'first' ? [0] : words.keys()
  return [...starts].some((start) => given.every((word, index) => words[start + index] === word))
}

/** What a file exports by name, and the members of its exported interfaces, types and classes as `Type.member`. */
function exportsOf(file: string): string[] {
  const text = read(file)
  const declared = text.matchAll(
    /^export (?:declare |async |abstract )*(?:const|let|function\*?|class|interface|type) ([\w$]+)/gm,
  )
  const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) => names.split(','))
  const members = [
    ...text.matchAll(/^export (?:abstract )?(?:interface|class|type) (\w+)[^{\n]*\{\n([\s\S]*?)^\}/gm),
  ].flatMap(([, owner, body = '']) =>
    [...body.matchAll(/^ {2}(?:@\w+\([^)]*\) )?(?:(?:readonly|static|override|async|get|set) )*(\w+)\??[:(<]/gm)].map(
      ([, member]) => `${owner}.${member}`,
    ),
  )
  const names = listed.map(
    (name) =>
      name
        .trim()
        .split(/\s+(?:as\s+)?/)
        .at(-1) ?? '',
  )
  return [...[...declared].map(([, name = '']) => name), ...names.filter(Boolean), ...members]
}

/** The comments of a file, with the numbers of their lines. */
function commentsOf(file: string): { line: number; text: string }[] {
  return read(file)
    .split('\n')
    .map((text, index) => ({
      line: index + 1,
      text: /^\s*(?:\/\*\*?|\*|\/\/)\s.*|\s\/\/\s.*|\/\*\*.*\*\//.exec(text)?.[0] ?? '',
    }))
    .filter(({ text }) => text !== '')
}

test('no exported identifier and no file name holds a word that was replaced', () => {
  const found: string[] = []
  const used = new Set<string>()
  for (const file of sourceFiles) {
    for (const name of new Set([basename(file).replace(/\..*$/, ''), ...exportsOf(file)])) {
      const hit = replaced.find((one) => isHeldBy(name.replace(/^\w+\./, ''), one))
      if (!hit) continue
      if (Object.hasOwn(allowed, name)) used.add(name)
      else found.push(`${file}: ${name} holds ${hit.was}, which is now ${hit.is}`)
    }
  }
  for (const [name, reason] of Object.entries(allowed)) console.log(`stays: ${name}, ${reason}`)
  assert.deepEqual(found, [])
  assert.deepEqual([...used].sort(), Object.keys(allowed).sort(), 'the list names what there is no more')
})

test('comments say who does what: none has nobody, somebody or whoever in it', () => {
  const found = ['src', 'demo', 'test'].flatMap(typescriptFiles).flatMap((file) =>
    commentsOf(file)
      .filter(({ text }) => /\b(?:nobody|somebody|whoever)\b/i.test(text))
      .map(({ line, text }) => `${file}:${line}: ${text.trim()}`),
  )
  assert.deepEqual(found, [])
})
