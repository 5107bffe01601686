/**
 * Hexadecimal characters that follow from a seed alone, so that a world has the same ids and tokens
 * every time it starts. They can be guessed: use them for nothing but a sandbox.
 */
export function stableHex(seed: string, length: number): string {
  let hex = ''
  for (let block = 0; hex.length < length; block++) {
    hex += mix(`${seed}#${block}`).toString(16).padStart(8, '0')
  }
  return hex.slice(0, length)
}

/** A version 4 UUID that follows from a seed alone. */
export function stableUuid(seed: string): string {
  const hex = stableHex(seed, 32)
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** FNV-1a over the characters, then the finishing steps of MurmurHash3, which spread the last characters. */
function mix(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
