import type { SandboxContext } from '../../sandbox-context.ts'
import { shopName } from '../../world/catalogue/catalogue.ts'
import { stableHex } from '../../world/stable-id.ts'
import { refusal, VesuvioPayFailure } from '../failure.ts'
import type { Operation, OperationAnswer, OperationRequest } from '../operation.ts'
import { vesuvioPayReadings } from '../readings.ts'
import { sendSms } from './sms.ts'
import { issueToken } from './tokens.ts'

/** Signing in by phone: a code by SMS, and a token for it. */
export const signInOperations: Operation[] = [
  // One of these paths exists, as the reading says; the others answer 404.
  ...vesuvioPayReadings.vesuviopaySendCodePath.map(
    (path): Operation => ({
      method: 'POST',
      path,
      source: 'unknown: no page names the call that sends a code; its path is inferred from the log-in',
      caller: 'public',
      isPlayed: ({ readings }) => readings.get('vesuviopaySendCodePath') === path,
      body: { phoneNumber: 'text' },
      answer: sendCode,
    }),
  ),
  {
    method: 'POST',
    path: '/api/v1/auth/login',
    source: '/docs/guides/cart-integration-guide, log-in; its errors are inferred from /docs/reference/error-codes',
    caller: 'public',
    body: { phoneNumber: 'text', verificationCode: 'text' },
    answer: logIn,
  },
]

function sendCode({ body, now }: OperationRequest, context: SandboxContext): OperationAnswer {
  const { world, readings } = context
  const phone = String(body.phoneNumber)
  const { codeLifetimeSeconds } = world.accounts.vesuviopay
  const answer = { status: 200, body: { success: true, message: 'A verification code was sent.' } }
  if (!isKnown(phone, context)) {
    const reading = readings.get('vesuviopayUnknownPhone')
    if (reading === 'user-not-found') throw refusal('USER_NOT_FOUND')
    if (reading === 'same-answer') return answer
  }
  const code = stableHex(`vesuviopay/code/${world.nextId++}`, 12)
  const length = Number(readings.get('vesuviopayCodeLength'))
  const digits = String(Number.parseInt(code, 16) % 10 ** length).padStart(length, '0')
  const text = `${digits} is your ${shopName} code. It is good for ${Math.round(codeLifetimeSeconds / 60)} minutes.`
  if (!sendSms(world, { to: phone, text, code: digits })) {
    if (readings.get('vesuviopayRefusedSms') === 'refused') throw refusal('SMS_NOT_SENT')
    return answer
  }
  // A new code replaces the one before.
  const others = world.vesuviopay.codes.filter((sent) => sent.phone !== phone)
  const expiresAt = now + codeLifetimeSeconds * 1000
  world.vesuviopay.codes = [...others, { phone, code: digits, expiresAt, wrongTries: 0 }]
  return { ...answer, write: true }
}

function logIn({ body, now }: OperationRequest, context: SandboxContext): OperationAnswer {
  const { world, readings } = context
  const phone = String(body.phoneNumber)
  const unknownPhone = readings.get('vesuviopayUnknownPhone')
  if (!isKnown(phone, context) && unknownPhone === 'user-not-found') throw refusal('USER_NOT_FOUND')
  const sent = world.vesuviopay.codes.find((candidate) => candidate.phone === phone && now < candidate.expiresAt)
  if (sent && sent.wrongTries >= world.accounts.vesuviopay.codeTries) throw tooManyTries(sent.expiresAt - now, context)
  if (!sent || sent.code !== body.verificationCode) {
    if (sent) sent.wrongTries += 1
    const isUnauthorized = readings.get('vesuviopayWrongCode') === '401'
    throw refusal(isUnauthorized ? 'INVALID_CREDENTIALS' : 'INVALID_VERIFICATION_CODE')
  }
  if (world.accounts.vesuviopay.incompletePhones.includes(phone)) throw refusal('REGISTRATION_INCOMPLETE')
  world.vesuviopay.codes = world.vesuviopay.codes.filter((candidate) => candidate !== sent)
  if (!isKnown(phone, context)) world.shoppers.push({ phone })
  const token = issueToken(phone, context)
  switch (readings.get('vesuviopayLoginToken')) {
    case 'data.token':
      return { status: 200, body: { success: true, data: { token } } }
    case 'data.accessToken':
      return { status: 200, body: { success: true, data: { accessToken: token } } }
    default:
      return { status: 200, body: { token } }
  }
}

function tooManyTries(waitMs: number, { readings }: SandboxContext): VesuvioPayFailure {
  if (readings.get('vesuviopayTooManyTries') === '401') return refusal('INVALID_CREDENTIALS')
  const seconds = Math.ceil(waitMs / 1000)
  const headers = { 'X-RateLimit-Retry-After': String(seconds) }
  return new VesuvioPayFailure(429, 'RATE_LIMIT_EXCEEDED', 'Too many attempts.', { retryAfter: seconds }, headers)
}

/** Whether the phone belongs to a customer, in whatever state. */
function isKnown(phone: string, { world }: SandboxContext): boolean {
  const { refusedPhones, unverifiedPhones, incompletePhones } = world.accounts.vesuviopay
  return [
    ...world.shoppers.map((shopper) => shopper.phone),
    ...refusedPhones,
    ...unverifiedPhones,
    ...incompletePhones,
  ].includes(phone)
}
