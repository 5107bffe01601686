/** A new random key. Pages over plain HTTP have no `randomUUID`, so they get random numbers instead. */
export function createIdempotencyKey(): string {
  return crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
}
