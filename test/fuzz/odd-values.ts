import type { Chance } from '../load/chance.ts'

/** Stands in many odd values. No refusal repeats it. */
export const canary = 'zq7canary'

const deep = (depth: number): unknown => (depth === 0 ? canary : [deep(depth - 1)])

/** What a program that means no good puts in the place of a value. */
const oddValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e21, -1e308, 2 ** 53, Number.MAX_VALUE],
  ...['', ' ', '0', '-1', '1e400', 'null', 'NaN', 'true', '[]', '{}', '..', '../../x', '%2e%2e%2f', '\\..\\'],
  ...[
    '\0',
    '\n',
    `${canary}\r\nx: y`,
    '\u2028',
    '\ud800',
    '\u202e',
    '\ufeff',
    '👩‍💻',
    'ﷺ'.repeat(200),
    'é'.normalize('NFD'),
  ],
  ...[`<img src=x onerror=${canary}>`, `' OR ${canary}=1--`, `\${${canary}}`, `{{${canary}}}`, `%s%n${canary}`],
  ...[canary.repeat(500), 'a'.repeat(32), '0'.repeat(32), '+4915112345678', '+999', 'javascript:alert(1)', '__proto__'],
  ...[
    [],
    {},
    [[]],
    [null],
    { length: 1e9 },
    { toString: 1 },
    { constructor: { prototype: { [canary]: 1 } } },
    deep(80),
  ],
  Array.from({ length: 600 }, () => 1),
]

const oddKeys = ['__proto__', 'constructor', 'toString', 'length', '', '0', canary, 'cartHandle', 'token', 'isAdmin']

type Json = Record<string, unknown> | unknown[]
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** The same with one place of it changed, left out, or added to. */
export function mutate(value: unknown, chance: Chance): unknown {
  if (!isJson(value) || chance.happens(0.15)) return chance.pick(oddValues)
  const keys = Object.keys(value)
  const key = keys.length > 0 ? chance.pick(keys) : ''
  const entries = Object.entries(value)
  const isList = Array.isArray(value)
  const rebuild = (changed: [string, unknown][]) =>
    isList ? changed.map(([, one]) => one) : Object.fromEntries(changed)
  const changeOf = (change: (one: unknown) => unknown) =>
    rebuild(entries.map(([name, one]) => [name, name === key ? change(one) : one]))
  switch (chance.between(0, 5)) {
    case 0:
      return rebuild(entries.filter(([name]) => name !== key))
    case 1:
      // Not by assignment, which would set the prototype.
      return rebuild([...entries, [chance.pick(oddKeys), chance.pick(oddValues)]])
    case 2:
      return changeOf((one) => (typeof one === 'string' ? bend(one, chance) : chance.pick(oddValues)))
    case 3:
      return changeOf(() => chance.pick(oddValues))
    default:
      return changeOf((one) => mutate(one, chance))
  }
}

/** A text with one place changed, cut off, doubled, or moved. */
export function bend(text: string, chance: Chance): string {
  const at = chance.between(0, text.length)
  const odd = chance.pick(['\0', '.', '=', '/', '%', 'A', 'z', '9', '\n', 'ü', canary])
  switch (chance.between(0, 4)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + odd + text.slice(at + 1)
    case 2:
      return text.slice(0, at) + odd + text.slice(at)
    case 3:
      return text + text
    default:
      return text.slice(at) + text.slice(0, at)
  }
}
