const limits = { depth: 4, fields: 30, length: 1500 }

/** The name of a field. Anything else could be an id or an address that stands as a key. */
const fieldName = /^[A-Za-z_][A-Za-z_-]{0,39}\d{0,2}$/
/** The name of an event: small words with dots, slashes or underscores between them. */
const eventName = /^[a-z]{2,20}([./_][a-z]{2,20}){1,5}$/
const eventFields = new Set(['type', 'event', 'eventType', 'scope', 'topic'])

/**
 * The shape of a delivery for the log: names of fields and kinds of values, and of its values the event's name alone. Enough
 * to see where it differs from what is documented, and nothing of a person.
 */
export function describeShape(body: string): string {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return `not JSON, ${body.length} characters`
  }
  const text = JSON.stringify(shapeOf(value, 0))
  return text.length > limits.length ? `${text.slice(0, limits.length)}…` : text
}

function shapeOf(value: unknown, depth: number): unknown {
  if (value === null) return null
  if (typeof value === 'string') return value === '' ? '' : 'text'
  if (typeof value !== 'object') return typeof value
  if (depth === limits.depth) return '…'
  // The entries of a list are alike, mostly.
  if (Array.isArray(value)) return value.length === 0 ? [] : [`${value.length} times`, shapeOf(value[0], depth + 1)]
  const fields = Object.entries(value)
    .slice(0, limits.fields)
    .map(([name, inner]): [string, unknown] => {
      const isEvent = depth === 0 && eventFields.has(name) && typeof inner === 'string' && eventName.test(inner)
      return [fieldName.test(name) ? name : '•••', isEvent ? inner : shapeOf(inner, depth + 1)]
    })
  return Object.fromEntries(fields)
}
