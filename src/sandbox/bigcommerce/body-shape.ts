import { BigCommerceFailure, unprocessable } from './failure.ts'

/** What a value of a request body may be. */
export type Shape =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'anything'
  | { object: Record<string, Shape>; required?: readonly string[] }
  | { record: Shape }
  | { list: Shape }
  | { nullable: Shape }

/**
 * Parses and checks a request body. BigCommerce itself overlooks unknown keys; the sandbox refuses them, because a
 * key that is not documented is a mistake of its caller.
 */
export function readBody(text: string, contentType: string | null, shape: Shape): Record<string, unknown> {
  if (text.trim() === '') return accept({}, shape)
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(contentType ?? '')) {
    throw new BigCommerceFailure(415, 'Unsupported Media Type')
  }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new BigCommerceFailure(400, 'Input is invalid.')
  }
  return accept(body, shape)
}

function accept(body: unknown, shape: Shape): Record<string, unknown> {
  const errors: Record<string, string> = {}
  check(body, shape, '', errors)
  if (Object.keys(errors).length > 0) throw unprocessable('JSON data is missing or invalid', errors)
  return body as Record<string, unknown>
}

function check(value: unknown, shape: Shape, at: string, errors: Record<string, string>): void {
  if (shape === 'anything') return
  if (typeof shape === 'string') {
    if (!isOfType(value, shape)) errors[at || 'body'] = `error.expected.${shape}`
  } else if ('nullable' in shape) {
    if (value !== null) check(value, shape.nullable, at, errors)
  } else if ('list' in shape) {
    if (!Array.isArray(value)) errors[at || 'body'] = 'error.expected.jsarray'
    else for (const [index, item] of value.entries()) check(item, shape.list, `${at}.${index}`, errors)
  } else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors[at || 'body'] = 'error.expected.jsobject'
  } else if ('record' in shape) {
    for (const [key, inner] of Object.entries(value)) check(inner, shape.record, join(at, key), errors)
  } else {
    for (const [key, inner] of Object.entries(value)) {
      const expected = Object.hasOwn(shape.object, key) ? shape.object[key] : undefined
      if (expected === undefined) errors[join(at, key)] = 'error.undocumented'
      else check(inner, expected, join(at, key), errors)
    }
    for (const key of shape.required ?? []) {
      if (!Object.hasOwn(value, key)) errors[join(at, key)] = 'error.path.missing'
    }
  }
}

function isOfType(value: unknown, type: 'string' | 'number' | 'integer' | 'boolean'): boolean {
  if (type === 'integer') return Number.isSafeInteger(value)
  return typeof value === type && (type !== 'number' || Number.isFinite(value))
}

function join(at: string, key: string): string {
  return at ? `${at}.${key}` : key
}
