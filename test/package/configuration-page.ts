import { readFileSync } from 'node:fs'

import { type Variable, type VariableGroup, variablesOf } from '../../src/cli/variables/variable.ts'
import { variables } from '../../src/cli/variables/variables.ts'

const file = new URL('../../docs/configuration.md', import.meta.url)
const marks = /(<!-- variables:start -->\n)[\s\S]*?(<!-- variables:end -->)/

/** docs/configuration.md, its tables of variables made anew from the table that the command reads. */
export function configurationPage(): string {
  return readFileSync(file, 'utf8').replace(marks, (_all, start, end) => `${start}${variableTables()}\n${end}`)
}

/** A table for each section, in the order of the code. */
function variableTables(): string {
  const groups: VariableGroup[] = Object.values(variables)
  const sections = new Map<string, Variable[]>()
  for (const group of groups)
    sections.set(group.section, [...(sections.get(group.section) ?? []), ...variablesOf(group)])
  return [...sections].map(([section, rows]) => `### ${section}\n\n${toTable(rows)}\n`).join('\n')
}

function toTable(rows: Variable[]): string {
  const lines = rows.map(({ name, option, description, isRequired, fallback }) => {
    const cells = [`\`${name}\``, `\`${option}\``, description.replaceAll('\n', ' ')]
    return `| ${[...cells, isRequired ? 'required' : (fallback ?? '–')].join(' | ')} |`
  })
  return ['| Variable | Option | Holds | Default |', '|---|---|---|---|', ...lines].join('\n')
}
