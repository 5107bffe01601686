import { read } from './source-files.ts'

/** Every entry of the package as a table for docs/README.md: what it is stands in the first line of its source. */
export function importsTable(): string {
  const entries = Object.entries<string | { types: string; default?: string }>(JSON.parse(read('package.json')).exports)
  const rows = entries
    .filter(([key]) => key !== './package.json')
    .map(([key, value]) => {
      const target = typeof value === 'string' ? value : (value.default ?? value.types)
      const name = `cart-recovery${key.slice(1)}`
      const [first = ''] = read(toSource(target)).split('\n', 1)
      const [, text] = /^\/\/ Entry: (.+)\.$/.exec(first) ?? []
      if (text === undefined) throw new Error(`${toSource(target)} does not begin with "// Entry: " and what it is`)
      return `| \`${name}\` | ${text} |`
    })
  return ['| Import | What it is |', '|---|---|', ...rows].join('\n')
}

/** The module that an entry is built from. */
const toSource = (target: string) =>
  target.startsWith('./editor/')
    ? target
    : target.startsWith('./dist/dropin/')
      ? 'src/dropin/index.ts'
      : target.replace('./dist/', '').replace(/\.js$/, '.ts')
