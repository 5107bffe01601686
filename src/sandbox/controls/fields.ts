import { ControlError } from './control-error.ts'

/** Refuses an unknown key by its name. */
export function requireKeys(object: Record<string, unknown>, known: readonly string[], at = ''): void {
  for (const key of Object.keys(object)) {
    if (!known.includes(key)) {
      throw new ControlError(400, 'unknown-field', `"${at}${key}" is not known here; known are ${known.join(', ')}`)
    }
  }
}

/** A field that is an object. */
export function readRecord(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name, 'an object')
  return value as Record<string, unknown>
}

export function readList(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw invalid(name, 'a list')
  return value
}

export function readText(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw invalid(name, 'a text')
  return value
}

export function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw invalid(name, 'true or false')
  return value
}

/** A whole number from `minimum` on. */
export function readCount(value: unknown, name: string, minimum = 0): number {
  if (!Number.isSafeInteger(value) || Number(value) < minimum) throw invalid(name, `a whole number from ${minimum}`)
  return Number(value)
}

export function readNumber(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(name, 'a number')
  return value
}

export function readOneOf<Value extends string>(value: unknown, name: string, allowed: readonly Value[]): Value {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw invalid(name, `one of ${allowed.join(', ')}`)
  return found
}

/** A list of texts. */
export function readTexts(value: unknown, name: string): string[] {
  return readList(value, name).map((text, index) => readText(text, `${name}.${index}`))
}

function invalid(name: string, expected: string): ControlError {
  return new ControlError(400, 'invalid-field', `"${name}" must be ${expected}`)
}
