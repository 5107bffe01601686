import { type VariableGroup, variablesOf } from './variables/variable.ts'
import { variables } from './variables/variables.ts'

/** A placeholder that is still set, and where. */
export interface PlaceholderUse {
  /** The platform whose option it is. */
  platform: string
  placeholder: string
  key: string
}

const groups: [name: string, group: VariableGroup][] = Object.entries(variables)
const isAddress = (placeholder: string) => URL.canParse(placeholder)

/** The addresses that `init` writes in place of the shop's own. */
export const placeholderOrigins: string[] = [
  ...new Set(groups.flatMap(([, group]) => placeholdersOf(group).map(({ placeholder }) => placeholder))),
].filter(isAddress)

/**
 * Placeholders among the options of platforms, which a platform that was made does not show any more: in the variables, or
 * written in the configuration file itself.
 */
export function findPlatformPlaceholders(env: NodeJS.ProcessEnv, source = ''): PlaceholderUse[] {
  return groups.flatMap(([platform, group]) =>
    placeholdersOf(group)
      .filter(({ placeholder }) => !isAddress(placeholder))
      .flatMap(({ name, option, placeholder }) => [
        ...(env[name] === placeholder ? [{ platform, placeholder, key: name }] : []),
        ...(isWritten(source, option, placeholder) ? [{ platform, placeholder, key: `${platform}.${option}` }] : []),
      ]),
  )
}

function placeholdersOf(group: VariableGroup) {
  return variablesOf(group).flatMap(({ placeholder, ...variable }) =>
    placeholder ? [{ ...variable, placeholder }] : [],
  )
}

/** `storeHash: 'abc123'`, but not behind `//`. */
function isWritten(source: string, option: string, placeholder: string): boolean {
  const assignment = new RegExp(
    `^(?!\\s*//).*\\b${option}['"]?:\\s*(['"\`])${placeholder.replaceAll('.', '\\.')}\\1`,
    'm',
  )
  return assignment.test(source)
}
