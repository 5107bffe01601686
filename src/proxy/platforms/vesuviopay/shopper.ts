import { RecoveryError, type ShopperPort, type Upstream, UpstreamError } from '../../adapter/index.ts'
import { customerOfToken } from './customer-of.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'
import { WireDone, WireLogin } from './wire.ts'

export interface SignInOptions {
  /** No page documents where a code is sent from. Without a path there is no sign-in by phone. */
  sendCodePath?: string | undefined
  /** Names of the fields in both requests. */
  phoneField: string
  codeField: string
}

/** Signs shoppers in by phone and code, or with the token of the shop's own sign-in. */
export function shopperPort(upstream: Upstream, api: VesuvioPayApi, options: SignInOptions): ShopperPort {
  const { sendCodePath, phoneField, codeField } = options
  const signIn: ShopperPort['signIn'] = async (phone, code, signal) => {
    try {
      const body = { [phoneField]: phone, [codeField]: code }
      const call = { method: 'POST', path: 'auth/login', route: '/auth/login', answer: WireLogin } as const
      const token = await upstream.write({ ...call, body, signal })
      const customerId = token === undefined ? undefined : customerOfToken(token)
      if (token !== undefined) return { token, ...(customerId !== undefined && { customerId }) }
    } catch (error) {
      // An unknown number, a wrong code and an old one get the same answer, so that numbers cannot be tried out. A 429 is one
      // number's, and only known ones have it.
      const isRefused = error instanceof UpstreamError && [400, 401, 403, 404, 422, 429].includes(error.status ?? 0)
      throw isRefused ? new RecoveryError('code-wrong', { cause: error }) : error
    }
    throw new RecoveryError('code-wrong')
  }
  const signInWithToken: ShopperPort['signInWithToken'] = async (token, signal) => {
    const shopper = await api.identify(token, signal)
    if (!shopper) throw new RecoveryError('sign-in-needed')
    return { token, ...shopper }
  }
  if (!sendCodePath) return { signIn, signInWithToken }
  return {
    signIn,
    signInWithToken,
    async sendCode(phone, signal) {
      const path = sendCodePath.replace(/^\/+/, '')
      try {
        await upstream.write({
          method: 'POST',
          path,
          route: '/send-code',
          body: { [phoneField]: phone },
          answer: WireDone,
          signal,
        })
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.failure !== 'status') throw error
        // The answer does not tell whether this number is registered.
        if (error.status === 404 || error.code === 'USER_NOT_FOUND' || error.code === 'REGISTRATION_INCOMPLETE') return
        if ([400, 403, 422].includes(error.status ?? 0)) throw new RecoveryError('sms-refused', { cause: error })
        throw error
      }
    },
  }
}
