/** Where a value stands in a body: `['data', 'line_items', 'physical_items', 0, 'quantity']`. */
export type Path = (string | number)[]

/** How one field differs from what was recorded. */
export type Change =
  | 'missing'
  | 'null'
  | 'text'
  | 'number'
  | 'unknown word'
  | 'out of range'
  | 'empty list'
  | 'empty object'
  | 'other container'

/** A body with exactly one field changed. */
export interface Variation {
  path: Path
  change: Change
  body: unknown
}

/** Every body that differs from the given one in one field: each path, each change that makes a difference there. */
export function* variations(body: unknown): Generator<Variation> {
  for (const path of pathsOf(body)) {
    const value = valueAt(body, path)
    if (path.length > 0) yield { path, change: 'missing', body: without(body, path) }
    for (const [change, replacement] of changesOf(value)) {
      if (JSON.stringify(replacement) !== JSON.stringify(value)) {
        yield { path, change, body: withValue(body, path, replacement) }
      }
    }
  }
}

/** The paths of all values inside, containers and the body itself included. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner = isContainer(value) ? Object.entries(value) : []
  return [path, ...inner.flatMap(([key, child]) => pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]))]
}

/** The body with another value at that path. */
export function withValue(body: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const copy = Array.isArray(body) ? [...body] : { ...(body as object) }
  return Object.assign(copy, { [key]: withValue(valueAt(body, [key]), rest, value) })
}

/** `data.line_items.physical_items.0.quantity`, as an error names it. */
export const toName = (path: Path): string => path.join('.')

function without(body: unknown, path: Path): unknown {
  const key = path.at(-1)
  const parent = valueAt(body, path.slice(0, -1))
  const left = Array.isArray(parent)
    ? parent.filter((_, index) => index !== key)
    : Object.fromEntries(Object.entries(parent as object).filter(([name]) => name !== key))
  return withValue(body, path.slice(0, -1), left)
}

function changesOf(value: unknown): [Change, unknown][] {
  const shared: [Change, unknown][] = [
    ['null', null],
    ['empty list', []],
    ['empty object', {}],
    ['unknown word', 'unheard-of'],
  ]
  if (typeof value === 'number') {
    return [
      ...shared,
      ['text', String(value)],
      ['out of range', -1],
      ['out of range', 1e300],
      ['other container', [value]],
    ]
  }
  if (typeof value === 'string') return [...shared, ['number', 7], ['text', ''], ['other container', [value]]]
  if (typeof value === 'boolean') return [...shared, ['text', String(value)], ['number', Number(value)]]
  if (Array.isArray(value)) return [...shared, ['number', 7], ['other container', { ...value }]]
  if (isContainer(value)) return [...shared, ['number', 7], ['other container', Object.values(value)]]
  return [...shared, ['number', 7]]
}

/** What stands at that path; undefined where nothing does. */
export function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isContainer(value) ? value[key as keyof typeof value] : undefined), body)
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null
