import { createHmac } from 'node:crypto'
import { UserInputError } from '@vendure/core'

/**
 * Shows the proxy's check-up that both have one secret. A nonce holds no dot: what webhooks are signed over does, so that a stolen
 * key of the Admin API gets no signature here.
 */
export function proofOf(nonce: string, key: Uint8Array): string {
  if (!/^[\w-]{16,100}$/.test(nonce)) throw new UserInputError('the nonce is not 16 to 100 letters, digits, _ and -')
  return createHmac('sha256', key).update(nonce).digest('base64url')
}
