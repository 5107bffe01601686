import * as z from 'zod'

import { ConfigError } from '../../proxy/index.ts'

/** What the table says of a variable beside the option it sets and how its text is read. */
interface Row {
  /** Without `CART_RECOVERY_`. */
  name: string
  /** What it holds and where to find it. A line break also breaks the line in `.env.example`. */
  description: string
  /** What applies where it is not set, where that is no fixed value. */
  fallback?: string
  /** Where the option is not the group's path and the schema's key. */
  option?: string
  isSecret?: true
  /** A key of the shop's own: `init` makes one. */
  isGenerated?: true
  /** Stands for the shop's own value in what `init` writes and in the documentation. `doctor` finds it. */
  placeholder?: string
}

const rows = z.registry<Row>()

/** Says which variable a schema reads. */
export function variable<Schema extends z.ZodType>(
  schema: Schema,
  name: string,
  description: string,
  details: Omit<Row, 'name' | 'description'> = {},
): Schema {
  rows.add(schema, { name: `CART_RECOVERY_${name}`, description, ...details })
  return schema
}

/** Variables that together are the options of one object. The schema's keys are the options' names. */
export interface VariableGroup<Schema extends z.ZodObject = z.ZodObject> {
  /** A heading of docs/configuration.md. */
  section: string
  /** Where the object stands in the configuration, as `webhooks.`. */
  path: string
  schema: Schema
}

/** One variable as documentation shows it. */
export interface Variable extends Row {
  option: string
  isRequired: boolean
}

/** A group's variables, in the order of the table. */
export function variablesOf({ path, schema }: VariableGroup): Variable[] {
  const required = new Set(schema.safeParse({}).error?.issues.map((issue) => issue.path[0]))
  return Object.entries(schema.shape).map(([key, option]) => {
    const row = rows.get(option)
    if (!row) throw new Error(`${path}${key} names no variable`)
    const fallback = option instanceof z.ZodDefault ? { fallback: `\`${option.def.defaultValue}\`` } : {}
    return { option: path + key, ...fallback, ...row, isRequired: required.has(key) }
  })
}

/** What a group cannot do without. */
export const requiredOf = (group: VariableGroup): Variable[] =>
  variablesOf(group).filter(({ isRequired }) => isRequired)

/** Whether any of these is set. An empty one counts as not set. */
export const hasAny = (variables: Variable[], env: NodeJS.ProcessEnv): boolean =>
  variables.some(({ name }) => env[name])

/** Throws one `ConfigError` that names all required variables that are not set, and ends with a hint. */
export function checkRequired(groups: VariableGroup[], env: NodeJS.ProcessEnv, hint: string): void {
  const missing = groups.flatMap(requiredOf).filter(({ name }) => !env[name])
  if (missing.length === 0) return
  const names = missing.map(({ name }) => name).join(', ')
  throw new ConfigError(`No configuration file was found, and these variables are not set: ${names}${hint}`)
}

/** The options that a group's variables set. Throws `ConfigError` that names the variable, never its value. */
export function readVariables<Schema extends z.ZodObject>(
  { schema }: VariableGroup<Schema>,
  env: NodeJS.ProcessEnv,
): z.output<Schema> {
  const texts = Object.entries(schema.shape).flatMap(([key, option]) => {
    const text = env[rows.get(option)?.name ?? '']
    return text ? [[key, text]] : []
  })
  const { data, error } = schema.safeParse(Object.fromEntries(texts))
  if (!error) return data
  const mistakes = error.issues.map(({ path: [key], message }) => {
    const option = schema.shape[String(key)]
    return `${option && rows.get(option)?.name}: ${message}`
  })
  throw new ConfigError(mistakes.join('; '))
}
