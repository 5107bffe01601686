import { type VariableGroup, variablesOf } from './variable.ts'
import { variables } from './variables.ts'

/** What `serve` reads whatever the configuration is made of. */
const alwaysRead = [
  ...variablesOf(variables.server),
  ...variablesOf(variables.admin),
  ...variablesOf(variables.ledger).filter(({ option }) => option === 'stateStore'),
]

/** Runs `load`, and tells the names of the environment's variables that it read. */
export async function readsOf<Value>(load: () => Promise<Value>): Promise<{ value: Value; names: Set<string> }> {
  const names = new Set<string>()
  const { env } = process
  process.env = new Proxy(env, {
    get(target, name) {
      names.add(String(name))
      return Reflect.get(target, name)
    },
    has(target, name) {
      names.add(String(name))
      return Reflect.has(target, name)
    },
    // Without the proxy as receiver: of the environment Node takes a plain assignment alone.
    set: (target, name, value) => Reflect.set(target, name, value),
  })
  try {
    return { value: await load(), names }
  } finally {
    process.env = env
  }
}

/** The variables of ours that are set, and that a configuration file neither read nor mentions. */
export function ignoredVariables(env: NodeJS.ProcessEnv, names: Set<string>, source: string): string[] {
  const groups: VariableGroup[] = Object.values(variables)
  const used = new Set(alwaysRead.map(({ name }) => name))
  return groups
    .flatMap(variablesOf)
    .map(({ name }) => name)
    .filter((name) => env[name] && !used.has(name) && !names.has(name) && !source.includes(name))
}
