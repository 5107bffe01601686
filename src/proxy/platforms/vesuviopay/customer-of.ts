import { decodeJwt } from 'jose'

import { fieldsOf, firstOf, Text } from './fields.ts'

/** Where a token of .NET's says whom it is for, beside `sub`. Inferred: no page lists the claims. */
const nameClaims = ['nameid', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier']

/**
 * Whom a token is for; undefined where it does not say. Its signature is not checked here: the platform must have accepted the
 * token before.
 */
export function customerOfToken(token: string): string | undefined {
  try {
    const claims = decodeJwt(token)
    return firstOf(Text, claims.sub, ...nameClaims.map((name) => claims[name]))
  } catch {
    return undefined
  }
}

/** Whose cart an answer holds. Inferred: no example names the customer, but the events of the same cart do. */
export function customerOfCart(answer: unknown): string | undefined {
  const { data = answer } = fieldsOf(answer)
  const { customerId, customer } = fieldsOf(data)
  return firstOf(Text, customerId, fieldsOf(customer).id)
}
