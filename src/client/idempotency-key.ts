/** A fresh key. `randomUUID` is missing on pages served over plain HTTP; random bytes are not. */
export function createIdempotencyKey(): string {
  return crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
}
