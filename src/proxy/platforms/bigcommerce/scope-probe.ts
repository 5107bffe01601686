import { type Upstream, type UpstreamCall, UpstreamError } from '../../adapter/index.ts'
import { WireAnything } from './wire.ts'

/** No cart and no customer has this id: a probe with it changes nothing, and reads no shopper's data. */
export const nothing = '00000000-0000-0000-0000-000000000000'

/** A harmless call that only an account with the scope may make. */
type ProbeCall = Pick<UpstreamCall<typeof WireAnything>, 'path' | 'route' | 'body' | 'signal'> & {
  method?: 'DELETE' | 'POST' | undefined
}

/** Only 401 and 403 mean that the scope is missing: a call that is not found, or does not fit, got past that check. */
export async function isAllowed(upstream: Upstream, { method, ...call }: ProbeCall): Promise<boolean> {
  try {
    if (method) await upstream.write({ ...call, method, answer: WireAnything })
    else await upstream.read({ ...call, answer: WireAnything })
    return true
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.failure !== 'status') throw error
    if (error.status === 401 || error.status === 403) return false
    // A cart that is not there is documented to answer 500 to a write.
    if (error.isTransient && !(method && error.status === 500)) throw error
    return true
  }
}
