import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { Ajv, type ValidateFunction } from 'ajv'
import addFormatsModule, { type FormatsPlugin } from 'ajv-formats'
import { parse } from 'yaml'

import { type OpenApiOperation, readDocument, type Schema } from './openapi-document.ts'

/** The documents that are checked against. */
export const specFiles = [
  'bigcommerce-abandoned-carts.v3.openapi.yaml',
  'bigcommerce-carts.v3.openapi.yaml',
  'bigcommerce-catalog-products.v3.openapi.yaml',
  'bigcommerce-catalog-variants.v3.openapi.yaml',
  'bigcommerce-inventory.v3.openapi.yaml',
  'bigcommerce-sites.v3.openapi.yaml',
  'bigcommerce-webhooks.v3.openapi.yaml',
]

/** Operations of the platform whose documents are not in the folder; only their errors can be checked. */
const undescribed = [
  /^GET \/channels\/\d+\/site$/,
  /^GET \/customers$/,
  /^GET \/checkouts\/[^/]+$/,
  /^POST \/checkouts\/[^/]+\/(coupons|billing-address)$/,
]

/** Statuses the platform documents once for all paths, beside those of each operation. */
const generalStatuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 501, 502, 503, 504, 507]

const generalError: Schema = {
  type: 'object',
  required: ['status', 'title', 'type'],
  properties: { status: { type: 'integer' }, title: { type: 'string' }, type: { type: 'string' } },
}

/** One exchange → what the documents say is wrong with it; nothing where all is well. */
export type OpenApiCheck = (request: Request, requestBody: string, response: Response, responseBody: string) => string[]

/** Where BigCommerce's documents lie on this machine, if they do; they are no part of the repository. */
export function findSpecsFolder(): string | undefined {
  const folder =
    process.env.CART_RECOVERY_SPECS ?? fileURLToPath(new URL('../../../shared/contracts/specs', import.meta.url))
  return existsSync(`${folder}/${specFiles[0]}`) ? folder : undefined
}

/** For the options of a test that needs the documents: false, or the reason why it is skipped on this machine. */
export const skipWithoutSpecs: string | false =
  findSpecsFolder() === undefined &&
  "BigCommerce's OpenAPI documents are not beside this checkout: set CART_RECOVERY_SPECS to the folder that holds them"

/** Reads the documents and answers for single exchanges: is the request one they describe, is the answer? */
export function createOpenApiCheck(): OpenApiCheck {
  const folder = findSpecsFolder()
  if (!folder) throw new Error('there are no OpenAPI documents to check against')
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: false })
  // A CommonJS module whose types describe its default export.
  const addFormats = addFormatsModule as unknown as FormatsPlugin
  addFormats(ajv)
  // The documents use names for formats that no validator knows, and `url` for hosts of any kind.
  for (const name of ['url', 'Url', 'uri']) ajv.addFormat(name, (text: string) => URL.canParse(text))
  ajv.addFormat('UUID', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  ajv.addFormat('ISO-8601', (text: string) => !Number.isNaN(Date.parse(text)))
  ajv.addFormat('ISO-4217', /^[a-z]{3}$/i)
  const operations = specFiles.flatMap((file) => {
    const document = readDocument(file, parse(readFileSync(`${folder}/${file}`, 'utf8')))
    ajv.addSchema({ $id: file, components: document.components })
    return document.operations
  })
  const compiled = new Map<Schema, ValidateFunction>()
  const validate = (schema: Schema, value: unknown, what: string): string[] => {
    const check = compiled.get(schema) ?? ajv.compile(schema)
    compiled.set(schema, check)
    if (check(value)) return []
    return (check.errors ?? []).map((error) => `${what}${error.instancePath}: ${error.message}`)
  }
  return (request, requestBody, response, responseBody) => {
    const url = new URL(request.url)
    const path = url.pathname.replace(/^.*\/stores\/[^/]+\/v3/, '')
    const name = `${request.method} ${path}`
    const found = operations
      .map((operation) => ({ operation, params: operation.match(request.method, path) }))
      .filter((candidate) => candidate.params !== undefined)
      .sort((a, b) => Object.keys(a.params ?? {}).length - Object.keys(b.params ?? {}).length)[0]
    if (!found && undescribed.some((pattern) => pattern.test(name))) {
      return response.status < 400 ? [] : validate(generalError, parseJson(responseBody), name)
    }
    if (!found) return [`${name}: not documented`]
    const { operation, params = {} } = found
    return [
      ...checkParameters(operation, params, url.searchParams, validate),
      ...checkRequestBody(operation, request, requestBody, validate),
      ...checkResponse(operation, response.status, responseBody, validate),
    ].map((violation) => `${name}: ${violation}`)
  }
}

type Validate = (schema: Schema, value: unknown, what: string) => string[]

function checkParameters(
  operation: OpenApiOperation,
  params: Record<string, string>,
  query: URLSearchParams,
  validate: Validate,
): string[] {
  const violations: string[] = []
  for (const [name, value] of query) {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name)
    if (!parameter) violations.push(`query "${name}" is not documented`)
    // Lists are comma-separated, also where the document forgets to say that it is a list.
    else if (parameter.isList) {
      for (const item of value.split(','))
        violations.push(...validate(parameter.schema, toTyped(item), `query ${name}`))
    } else violations.push(...validate(parameter.schema, toTyped(value), `query ${name}`))
  }
  for (const [name, value] of Object.entries(params)) {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name)
    const typed = parameter?.schema.type === 'integer' ? toTyped(value) : value
    if (parameter) violations.push(...validate(parameter.schema, typed, `path ${name}`))
  }
  return violations
}

function checkRequestBody(operation: OpenApiOperation, request: Request, text: string, validate: Validate): string[] {
  if (text === '') return operation.isBodyRequired ? ['body: missing'] : []
  if (!operation.requestBody) return ['body: not documented']
  const type = request.headers.get('content-type')
  if (!type?.startsWith('application/json')) return [`body: Content-Type is ${type}`]
  return validate(operation.requestBody, JSON.parse(text), 'body')
}

function checkResponse(operation: OpenApiOperation, status: number, text: string, validate: Validate): string[] {
  const documented = operation.responses[status]
  if (!documented) {
    if (!generalStatuses.includes(status)) return [`status ${status} is not documented`]
    return validate(generalError, parseJson(text), `answer ${status}`)
  }
  if (text === '') return documented.schema && status < 400 ? [`answer ${status}: empty`] : []
  const body = parseJson(text)
  if (!documented.schema) return status < 400 ? [`answer ${status}: has a body`] : []
  // Deleting a line is described as answering the bare cart, and shown with its envelope.
  const isBareCart = documented.isBareCart && typeof body === 'object' && body !== null && 'data' in body
  return validate(documented.schema, isBareCart ? body.data : body, `answer ${status}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A value of a query string as JSON would write it. */
function toTyped(text: string): unknown {
  return /^-?\d+$/.test(text) ? Number(text) : text === 'true' ? true : text === 'false' ? false : text
}
