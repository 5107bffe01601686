import { platforms } from '../platform-variables.ts'
import { type Variable, type VariableGroup, variablesOf } from '../variable.ts'
import { variables } from '../variables.ts'
import { wrap } from '../wrap.ts'

const lineWidth = 116

/**
 * `.env.example`: what stands in the environment beside a configuration file, which are the secrets and what names the
 * account on each platform. With a function that makes keys it is the `.env` itself, with keys of the shop's own.
 */
export function environmentFile(makeKey = () => ''): string {
  const groups: VariableGroup[] = Object.values(variables)
  const entries = groups.flatMap((group) =>
    variablesOf(group)
      .filter(({ isSecret, isRequired }) => isSecret || (isRequired && platforms.includes(group)))
      .map((variable) => toEntry(group, variable, makeKey)),
  )
  return `${entries.join('\n\n')}\n`
}

function toEntry({ section }: VariableGroup, { name, description, isGenerated }: Variable, makeKey: () => string) {
  const isOfPlatform = platforms.some((platform) => platform.section === section)
  const text = isOfPlatform ? `${section}. ${description}` : description
  const comments = text.split('\n').flatMap((line) => wrap(line, lineWidth).map((part) => `# ${part}`))
  return [...comments, `${name}=${isGenerated ? makeKey() : ''}`].join('\n')
}
