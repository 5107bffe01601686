import { createD1Store } from 'cart-recovery/d1'

import { toFetchContext } from '../../../src/proxy/http/proxy-env.ts'
import { toSocketAddress } from '../../../src/proxy/limits/client-address.ts'
import { createBoth } from './both.mjs'

let stateStore

export default {
  fetch(request, env, context) {
    stateStore ??= createD1Store(env.DB)
    return createBoth(env.SETTINGS, stateStore, { toFetchContext, toSocketAddress }).fetch(request, env, context)
  },
}
