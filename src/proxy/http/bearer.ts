import type { Context } from 'hono'

import { digestOf } from '../sealing/digest.ts'

/** What stands after `Authorization: Bearer`; an empty text where nothing does. */
export function bearerOf(c: Context): string {
  const [, bearer = ''] = /^Bearer (\S{1,4096})$/i.exec(c.req.header('authorization') ?? '') ?? []
  return bearer
}

/** Compares two secrets in a time that does not depend on where they differ, nor on how long the kept one is. */
export async function isSameSecret(sent: string, kept: string): Promise<boolean> {
  const [one, other] = await Promise.all([digestOf(sent), digestOf(kept)])
  let difference = 0
  for (let index = 0; index < one.length; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
