import type { SandboxContext } from '../sandbox-context.ts'
import { type FailureCode, refusal, type VesuvioPayFailure } from './failure.ts'
import type { Operation } from './operation.ts'
import { findSession } from './sign-in/tokens.ts'

/** Checks token, key and store, and gives the caller. Source: /docs/authentication and the cart pages, which differ. */
export function admit(
  operation: Operation,
  request: Request,
  storeId: string,
  context: SandboxContext,
): { phone: string } {
  const { world, readings } = context
  const { unverifiedPhones } = world.accounts.vesuviopay
  const phone = operation.caller === 'customer' ? requireCustomer(request, context) : ''
  const key = request.headers.get('x-api-key')
  if (operation.caller === 'secret') {
    requireSecret(key, context)
    return { phone }
  }
  const keyStoreId = key === null ? undefined : storeOfKey(key, operation, context)
  const isKeyRequired =
    operation.caller === 'key' ||
    readings.get(operation.caller === 'customer' ? 'vesuviopayKeyBesideToken' : 'vesuviopayLoginKey') === 'required'
  if (keyStoreId === undefined && (isKeyRequired || key !== null)) throw refusal('INVALID_API_KEY')
  if (operation.caller === 'public') return { phone }
  if (!storeIds(context).includes(storeId)) throw refusal('STORE_NOT_FOUND')
  if (keyStoreId !== undefined && keyStoreId !== storeId) throw refusal('NO_STORE_ACCESS')
  const reading = readings.get('vesuviopayUnverifiedPhone')
  const isPolicyStrict = reading === 'every-call-refuses' || (reading === 'writes-refuse' && operation.method !== 'GET')
  if (isPolicyStrict && unverifiedPhones.includes(phone)) throw refusal('ACCESS_DENIED')
  return { phone }
}

/** Throws unless the key is the secret one. The publishable key is a known key without this permission: 403. */
function requireSecret(key: string | null, { world }: SandboxContext): void {
  const { secretKey, publishableKey } = world.accounts.vesuviopay
  if (key === publishableKey) throw refusal('ACCESS_DENIED')
  if (key !== secretKey) throw refusal('INVALID_API_KEY')
}

function requireCustomer(request: Request, context: SandboxContext): string {
  const header = request.headers.get('authorization')
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
  const session = token === undefined ? undefined : findSession(token, context)
  if (!session) throw tokenRefusal('INVALID_TOKEN', context)
  if (context.clock() >= session.expiresAt) throw tokenRefusal('TOKEN_EXPIRED', context)
  return session.phone
}

function tokenRefusal(cause: FailureCode, { readings }: SandboxContext): VesuvioPayFailure {
  return refusal(readings.get('vesuviopayTokenErrors') === 'by-cause' ? cause : 'UNAUTHORIZED')
}

/** The store a key belongs to. Where the publishable key is required, the secret one does not count. */
function storeOfKey(key: string, operation: Operation, { world }: SandboxContext): string | undefined {
  const { storeId, publishableKey, secretKey, neighbour } = world.accounts.vesuviopay
  if (key === publishableKey || (key === secretKey && operation.caller !== 'key')) return storeId
  return key === neighbour.publishableKey ? neighbour.storeId : undefined
}

function storeIds({ world }: SandboxContext): string[] {
  const { storeId, neighbour } = world.accounts.vesuviopay
  return [storeId, neighbour.storeId]
}
