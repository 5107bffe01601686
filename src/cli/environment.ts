import type { Platform, ProxyConfig } from '../proxy/index.ts'
import { bigcommerce } from '../proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../proxy/platforms/tjar/tjar.ts'
import { vendure } from '../proxy/platforms/vendure/vendure.ts'
import { vesuviopay } from '../proxy/platforms/vesuviopay/vesuviopay.ts'
import {
  checkRequired,
  hasAny,
  readVariables,
  requiredOf,
  type VariableGroup,
  variablesOf,
} from './variables/variable.ts'
import { variables } from './variables/variables.ts'

/**
 * A store with one channel on one or several platforms, for a small shop without a configuration file. Throws one
 * `ConfigError` that names everything that is missing.
 */
export function fromEnvironment(env: NodeJS.ProcessEnv): ProxyConfig {
  const hasMerchant = hasAny(variablesOf(variables.merchant), env)
  const platforms = usedPlatforms(env)
  const { store, channel, merchant, ledger, sms, limits, hosted, notify } = variables
  const hasNotify = hasAny(variablesOf(notify), env)
  const others = [...(hasMerchant ? [merchant] : []), ...(hasNotify ? [notify] : [])]
  const hasCarts = platforms.some(({ group }) => group !== variables.buzzbip && hasAny(requiredOf(group), env))
  const hint = hasCarts
    ? ''
    : '. VesuvioPay, Tjar or Vendure may have the carts instead of BigCommerce; Buzzbip has none'
  checkRequired([store, channel, ...others, ...platforms.map(({ group }) => group)], env, hint)

  const { id: channelId, ...channelOptions } = readVariables(channel, env)
  const { path: _path, connectionString: _address, ...ledgerOptions } = readVariables(ledger, env)
  return {
    ...readVariables(store, env),
    ...ledgerOptions,
    ...(hasAny(variablesOf(sms), env) && { sms: readVariables(sms, env) }),
    ...(hasAny(variablesOf(limits), env) && { limits: readVariables(limits, env) }),
    ...(hasAny(variablesOf(hosted), env) && { hosted: readVariables(hosted, env) }),
    ...(hasNotify && { notify: readVariables(notify, env) }),
    ...(hasMerchant && { merchant: merchantAccess(env) }),
    channels: { [channelId]: channelOptions },
    platforms: platforms.map(({ create }) => create(env, channelId)),
  }
}

/** How a platform is made once all its variables are there. */
interface PlatformFactory {
  group: VariableGroup
  create(env: NodeJS.ProcessEnv, channelId: string): Platform
}

const factories: Record<'vesuviopay' | 'bigcommerce' | 'tjar' | 'buzzbip' | 'vendure', PlatformFactory> = {
  vesuviopay: {
    group: variables.vesuviopay,
    create: (env, channelId) => vesuviopay({ ...readVariables(variables.vesuviopay, env), channelId }),
  },
  bigcommerce: {
    group: variables.bigcommerce,
    create(env) {
      const webhooks = readVariables(variables.bigcommerceWebhooks, env)
      const { clientId, clientSecret = '' } = readVariables(variables.bigcommerceLogin, env)
      return bigcommerce({
        ...readVariables(variables.bigcommerce, env),
        ...(webhooks.clientSecret && { webhooks }),
        ...(clientId !== undefined && { customerLogin: { clientId, clientSecret } }),
        consentFields: readVariables(variables.bigcommerceConsent, env),
      })
    },
  },
  tjar: {
    group: variables.tjar,
    create: (env, channelId) => tjar({ ...readVariables(variables.tjar, env), channelId }),
  },
  buzzbip: {
    group: variables.buzzbip,
    create: (env) => buzzbip(readVariables(variables.buzzbip, env)),
  },
  vendure: {
    group: variables.vendure,
    create: (env) => vendure(readVariables(variables.vendure, env)),
  },
}

/** The platforms that are set, in the order in which they are asked. Where none has carts, BigCommerce is missing. */
function usedPlatforms(env: NodeJS.ProcessEnv): PlatformFactory[] {
  const isSet = ({ group }: PlatformFactory) => hasAny(requiredOf(group), env)
  const { vesuviopay, bigcommerce, tjar, buzzbip, vendure } = factories
  const cartPlatforms = [vesuviopay, bigcommerce, tjar].filter(isSet)
  const hasCarts = cartPlatforms.length > 0 || isSet(vendure)
  // Both can write to shoppers: who has set Buzzbip wants its messages.
  return [...(hasCarts ? cartPlatforms : [bigcommerce]), ...[buzzbip, vendure].filter(isSet)]
}

function merchantAccess(env: NodeJS.ProcessEnv) {
  const { key, ...options } = readVariables(variables.merchant, env)
  return { keys: { merchant: key }, ...options }
}
