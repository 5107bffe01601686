import { digestOf } from './digest.ts'

/**
 * The ids that the browser knows a cart's lines by, by the platform's own, which may not reach it. They mean nothing
 * outside one cart handle: `salt` is that handle's. The same handle and line always give the same id.
 */
export async function publicLineIds(salt: string, lineIds: Iterable<string>): Promise<Map<string, string>> {
  return new Map(await Promise.all([...lineIds].map(async (id) => [id, await digestOf(`${salt}:${id}`, 12)] as const)))
}
