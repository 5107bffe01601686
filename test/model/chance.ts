import { strands } from './strand.ts'

const counts = new Map<string, number>()

/** The next number of this strand: it does not depend on what other strands do meanwhile. */
function nextText(): string {
  const { act, instance = '' } = strands.getStore() ?? { act: 'nature' }
  const name = `${act}@${instance}`
  const count = (counts.get(name) ?? 0) + 1
  counts.set(name, count)
  return `${name}#${count}`
}

/** Sixteen bytes that follow from a text. */
function toBytes(text: string): Uint8Array {
  let [one, other] = [0x811c9dc5, 0x1b873593]
  for (const character of text) {
    one = Math.imul(one ^ character.charCodeAt(0), 0x01000193) >>> 0
    other = Math.imul(other ^ one, 0x85ebca6b) >>> 0
  }
  const words = Uint32Array.of(
    one,
    other,
    Math.imul(one ^ 0x9e3779b9, other | 1),
    Math.imul(other ^ 0x7f4a7c15, one | 1),
  )
  return new Uint8Array(words.buffer)
}

function randomUUID(): ReturnType<Crypto['randomUUID']> {
  const hex = Buffer.from(toBytes(nextText())).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

function getRandomValues<Values extends ArrayBufferView | null>(values: Values): Values {
  if (!values) return values
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const text = nextText()
  for (let at = 0; at < bytes.length; at += 16) bytes.set(toBytes(`${text}/${at}`).slice(0, bytes.length - at), at)
  return values
}

/** Makes ids and nonces follow from who asks for them, and how often, so that a schedule can be repeated. */
export function installChance(): void {
  Object.defineProperty(crypto, 'randomUUID', { value: randomUUID })
  Object.defineProperty(crypto, 'getRandomValues', { value: getRandomValues })
  // In the middle: only the length of waits comes from it.
  Math.random = () => 0.5
}

export function resetChance(): void {
  counts.clear()
}
