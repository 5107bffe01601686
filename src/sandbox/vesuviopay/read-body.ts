import type { SandboxContext } from '../sandbox-context.ts'
import { VesuvioPayFailure } from './failure.ts'

type Kind = 'text' | 'texts' | 'number' | 'boolean' | { list: BodyShape }

/** The fields of a request body: texts, numbers, lists of them, and which of them may be missing. */
export interface BodyShape {
  [field: string]: Kind | { optional: Kind }
}

export const productFields = { externalProductId: 'text', externalVariantId: 'text' } as const

/**
 * Parses and checks a request body. Fields that are not documented are refused: they are a mistake of their
 * caller.
 */
export function readBody(
  text: string,
  contentType: string | null,
  shape: BodyShape,
  context: SandboxContext,
): Record<string, unknown> {
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(contentType ?? '')) {
    throw new VesuvioPayFailure(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send JSON.')
  }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw invalidRequest([{ field: 'body', message: 'must be JSON' }], context)
  }
  return requireFields(body, shape, context)
}

/** The fields a shape asks for, and no others. */
export function requireFields(value: unknown, shape: BodyShape, context: SandboxContext): Record<string, unknown> {
  const errors: FieldError[] = []
  check(value, shape, '', errors)
  if (errors.length > 0) throw invalidRequest(errors, context)
  return value as Record<string, unknown>
}

interface FieldError {
  field: string
  message: string
}

/** The 400 for a request that is not valid, with the code of the current reading. */
export function invalidRequest(errors: FieldError[], { readings }: SandboxContext): VesuvioPayFailure {
  const code = readings.get('vesuviopayValidationCode')
  // The cart pages list a code and nothing else; the error page shows the fields.
  const details = code === 'INVALID_REQUEST' ? {} : { errors }
  return new VesuvioPayFailure(400, code, 'The request is not valid.', details)
}

function check(value: unknown, shape: BodyShape, at: string, errors: FieldError[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push({ field: at || 'body', message: 'must be an object' })
    return
  }
  const fields = new Map(Object.entries(value))
  for (const field of fields.keys()) {
    if (!Object.hasOwn(shape, field)) errors.push({ field: join(at, field), message: 'is not documented' })
  }
  for (const [field, expected] of Object.entries(shape)) {
    const inner = fields.get(field)
    const name = join(at, field)
    const isOptional = typeof expected === 'object' && 'optional' in expected
    if (isOptional && inner === undefined) continue
    const kind = isOptional ? expected.optional : expected
    if (kind === 'text') {
      if (typeof inner !== 'string' || inner === '') errors.push({ field: name, message: 'must be a text' })
    } else if (kind === 'number' || kind === 'boolean') {
      if (typeof inner !== kind) errors.push({ field: name, message: `must be a ${kind}` })
    } else if (kind === 'texts') {
      const areTexts = Array.isArray(inner) && inner.length > 0 && inner.every((text) => typeof text === 'string')
      if (!areTexts) errors.push({ field: name, message: 'must be a list of texts' })
    } else if (Array.isArray(inner) && inner.length > 0) {
      for (const [index, entry] of inner.entries()) check(entry, kind.list, `${name}[${index}]`, errors)
    } else {
      errors.push({ field: name, message: 'must be a list with at least one entry' })
    }
  }
}

function join(at: string, field: string): string {
  return at ? `${at}.${field}` : field
}
