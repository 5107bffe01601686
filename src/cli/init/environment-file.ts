import { platforms } from '../variables/platform-variables.ts'
import { type Variable, type VariableGroup, variablesOf } from '../variables/variable.ts'
import { variables } from '../variables/variables.ts'
import { wrap } from '../wrap.ts'

const lineWidth = 116

/** What is another on each machine, though it is no secret: the configuration that `init` writes asks the environment first. */
const ofTheMachine = ['channels.{id}.shopUrl', 'channels.{id}.checkoutOrigins', 'adopt', 'insecureLoopback']

/**
 * `.env.example`: what stands in the environment beside a configuration file, which are the secrets, what names the
 * account on each platform, and the shop's addresses. With a function that makes keys it is the `.env` itself, with keys of the shop's own.
 */
export function environmentFile(makeKey = () => ''): string {
  const groups: VariableGroup[] = Object.values(variables)
  const entries = groups.flatMap((group) =>
    variablesOf(group)
      .filter(
        ({ isSecret, isRequired, option, name }) =>
          isSecret ||
          (isRequired && platforms.includes(group)) ||
          ofTheMachine.includes(option) ||
          name === 'CART_RECOVERY_BIGCOMMERCE_API_URL',
      )
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
