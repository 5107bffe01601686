/** A JSON Schema, as far as this file cares. */
export type Schema = Record<string, unknown>

/** One method of one path, with references into its document resolved. */
export interface OpenApiOperation {
  parameters: { name: string; in: string; isList: boolean; schema: Schema }[]
  requestBody: Schema | undefined
  isBodyRequired: boolean
  responses: Record<string, { schema: Schema | undefined; isBareCart: boolean }>
  /** The values of the path's parameters, where method and path are this operation's. */
  match(method: string, path: string): Record<string, string> | undefined
}

type Node = { [key: string]: Node } & unknown

/** Reads one OpenAPI 3.0 document into JSON Schemas and operations. */
export function readDocument(file: string, document: unknown): { components: Schema; operations: OpenApiOperation[] } {
  const root = document as Record<string, Node>
  const resolve = (node: Node | undefined): Node | undefined => {
    const reference = node?.$ref as unknown as string | undefined
    if (!reference) return node
    const keys = reference.slice(2).split('/')
    return resolve(keys.reduce<Node | undefined>((inner, key) => inner?.[unescapePointer(key)], root as Node))
  }
  const schemaOf = (content: Node | undefined): Schema | undefined => {
    const schema = content?.['application/json']?.schema
    return schema && (toJsonSchema(schema, file) as Schema)
  }
  const methods = ['get', 'post', 'put', 'delete', 'patch']
  const operations = Object.entries(root.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]): OpenApiOperation => {
        const shared = [...list(item.parameters), ...list(operation.parameters)]
        const requestBody = resolve(operation.requestBody)
        return {
          parameters: shared.map((parameter) => readParameter(resolve(parameter), resolve, file)),
          requestBody: schemaOf(requestBody?.content),
          isBodyRequired: Boolean(requestBody?.required),
          responses: Object.fromEntries(
            Object.entries(operation.responses ?? {}).map(([status, response]) => {
              const content = resolve(response)?.content
              const reference: unknown = content?.['application/json']?.schema?.$ref
              return [status, { schema: schemaOf(content), isBareCart: String(reference).endsWith('/Cart_Full') }]
            }),
          ),
          match: (given, actual) => (given.toLowerCase() === method ? matchPath(path, actual) : undefined),
        }
      }),
  )
  return { components: toJsonSchema(root.components, file) as Schema, operations }
}

function readParameter(
  parameter: Node | undefined,
  resolve: (node: Node | undefined) => Node | undefined,
  file: string,
): OpenApiOperation['parameters'][number] {
  const name = String(parameter?.name)
  const schema = resolve(parameter?.schema) ?? {}
  const isList = String(schema.type) === 'array' || name.endsWith(':in')
  const inner = String(schema.type) === 'array' ? (schema.items ?? {}) : schema
  // The path calls its token a UUID; the guide's own links carry it without dashes.
  const loose = name === 'token' ? { type: 'string' } : toJsonSchema(inner, file)
  return { name, in: String(parameter?.in), isList, schema: loose as Schema }
}

/**
 * OpenAPI 3.0's dialect → JSON Schema: `nullable` becomes a type, references get the file's name, examples go.
 * `oneOf` becomes `anyOf`: the forms of a line item overlap, so that the most ordinary one would match both.
 */
function toJsonSchema(node: unknown, file: string): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, file))
  if (typeof node !== 'object' || node === null) return node
  const schema: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref') schema.$ref = `${file}${value}`
    else if (key === 'oneOf') schema.anyOf = toJsonSchema(value, file)
    else if (!['example', 'examples', 'x-examples', 'default'].includes(key)) schema[key] = toJsonSchema(value, file)
  }
  const isNullable = schema.nullable === true || schema['x-nullable'] === true
  if (isNullable && typeof schema.type === 'string') schema.type = [schema.type, 'null']
  if (isNullable && Array.isArray(schema.enum)) schema.enum = [...schema.enum, null]
  delete schema.nullable
  // Typed integer, while the document's own examples send text, dates and file names.
  const properties = schema.properties as Record<string, unknown> | undefined
  if (properties && 'option_value' in properties) properties.option_value = {}
  // Described as null for a product with options, typed as if it never were.
  if (properties && 'base_variant_id' in properties) properties.base_variant_id = { type: ['integer', 'null'] }
  // The table of route types goes further than the list of the schema, which lacks the one for abandoned carts.
  const types = schema.enum
  if (Array.isArray(types) && types.includes('returns')) schema.enum = [...types, 'recover_abandoned_cart']
  // A store without webhooks has an empty list, though the document asks for at least one.
  if (schema.uniqueItems === true && schema.minItems === 1) delete schema.minItems
  // Typed text in one place, number in its own examples and everywhere else.
  const status = properties?.status as Record<string, unknown> | undefined
  if (status?.type === 'string' && properties && 'title' in properties) properties.status = { type: 'integer' }
  return schema
}

/** The parameters of a path with `{names}`, if it is the one. */
function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const match = new URLPattern({ pathname: pattern.replaceAll(/\{(\w+)\}/g, ':$1') }).exec({ pathname: path })
  const groups = Object.entries(match?.pathname.groups ?? {})
  return match ? Object.fromEntries(groups.map(([name, value = '']) => [name, decodeURIComponent(value)])) : undefined
}

function list(node: Node | undefined): Node[] {
  return Array.isArray(node) ? node : []
}

function unescapePointer(key: string): string {
  return key.replace(/~1/g, '/').replace(/~0/g, '~')
}
