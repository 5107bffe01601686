// What the generated guards consist of.

/** Whether a value is what a field may have. */
export type Check = (value: unknown) => boolean

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
export const isString: Check = (value) => typeof value === 'string'
export const isBoolean: Check = (value) => typeof value === 'boolean'
export const isInteger: Check = (value) => Number.isInteger(value)
/** A field that may be left out. */
export const isOptional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
export const isNullable =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
export const isArray =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every((item) => check(item))
/** One of several words, which are given with spaces between them. */
export const isOneOf =
  (words: string): Check =>
  (value) =>
    typeof value === 'string' && words.split(' ').includes(value)
/** An object whose fields pass their checks. It may have others. */
export const isShaped =
  <Shape = unknown>(checks: Record<string, Check>) =>
  (value: unknown): value is Shape =>
    isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]))
