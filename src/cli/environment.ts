import { ConfigError, type Platform, type ProxyConfig } from '../proxy/index.ts'
import { bigcommerce } from '../proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../proxy/platforms/tjar/tjar.ts'
import { vesuviopay } from '../proxy/platforms/vesuviopay/vesuviopay.ts'

/** `CART_RECOVERY_*` variables by the rest of their names. An empty one counts as not set. */
interface Variables {
  /** Noted as missing where it is not set. */
  need(name: string): string
  /** Undefined where it is not set. */
  may(name: string): string | undefined
  /** One of these, or undefined. Throws `ConfigError` for anything else. */
  choose<const Value extends string>(name: string, values: readonly Value[]): Value | undefined
  missing: readonly string[]
}

/** What each platform that has carts cannot do without. */
export const platformVariables = [
  ['CART_RECOVERY_BIGCOMMERCE_STORE_HASH', 'CART_RECOVERY_BIGCOMMERCE_ACCESS_TOKEN'],
  ['CART_RECOVERY_VESUVIOPAY_STORE_ID', 'CART_RECOVERY_VESUVIOPAY_PUBLISHABLE_KEY'],
  ['CART_RECOVERY_TJAR_STORE_DOMAIN', 'CART_RECOVERY_TJAR_API_KEY'],
] as const

/** A store with one channel on one or several platforms: a small shop, without a file. Throws `ConfigError`. */
export function fromEnvironment(env: NodeJS.ProcessEnv): ProxyConfig {
  const variables = readVariables(env)
  const { need, may, choose, missing } = variables
  const channelId = may('CHANNEL_ID') ?? '1'
  const locale = may('LOCALE')
  const merchantOrigins = may('MERCHANT_ORIGINS')
  const afterOrder = choose('AFTER_ORDER', ['keep', 'delete-cart'])
  const isLocalTrial = choose('INSECURE_LOOPBACK', ['1']) !== undefined
  const merchantKey = merchantOrigins === undefined ? may('MERCHANT_KEY') : need('MERCHANT_KEY')
  const settings = {
    store: may('STORE') ?? 'default',
    publicUrl: need('PUBLIC_URL'),
    keys: toList(need('KEYS')),
    ...given('ledgerKey', may('LEDGER_KEY')),
    channels: {
      [channelId]: {
        origins: toList(need('ORIGINS')),
        recoveryPageUrl: need('RECOVERY_PAGE_URL'),
        shopUrl: need('SHOP_URL'),
        checkoutOrigins: toList(need('CHECKOUT_ORIGINS')),
        ...(locale && { locale }),
      },
    },
    ...(merchantKey && {
      merchant: { keys: { merchant: merchantKey }, ...(merchantOrigins && { origins: toList(merchantOrigins) }) },
    }),
    ...(afterOrder && { afterOrder }),
    ...(isLocalTrial && { insecureLoopback: true }),
  }
  const makers = platformMakers(variables, channelId)
  if (missing.length > 0) {
    throw new ConfigError(`No configuration file was found, and these variables are not set: ${missing.join(', ')}`)
  }
  return { ...settings, platforms: makers.map((make) => make()) }
}

/**
 * Each platform that is named, in the order in which they are asked: made only once all variables are there, so that all
 * that is missing is said at once. Without any it is BigCommerce that is missed.
 */
function platformMakers({ need, may, choose }: Variables, channelId: string): (() => Platform)[] {
  const makers: (() => Platform)[] = []
  const hasVesuviopay = may('VESUVIOPAY_STORE_ID') || may('VESUVIOPAY_PUBLISHABLE_KEY')
  const hasTjar = may('TJAR_STORE_DOMAIN') || may('TJAR_API_KEY')
  if (hasVesuviopay) {
    const options = {
      storeId: need('VESUVIOPAY_STORE_ID'),
      publishableKey: need('VESUVIOPAY_PUBLISHABLE_KEY'),
      channelId,
      ...given('secretKey', may('VESUVIOPAY_SECRET_KEY')),
      ...given('webhookSecret', may('VESUVIOPAY_WEBHOOK_SECRET')),
      ...given('sendCodePath', may('VESUVIOPAY_SEND_CODE_PATH')),
      ...given('apiUrl', may('VESUVIOPAY_API_URL')),
    }
    makers.push(() => vesuviopay(options))
  }
  if (may('BIGCOMMERCE_STORE_HASH') || may('BIGCOMMERCE_ACCESS_TOKEN') || !(hasVesuviopay || hasTjar)) {
    const inventory = choose('BIGCOMMERCE_INVENTORY', ['catalog', 'locations'])
    const clientSecret = may('BIGCOMMERCE_CLIENT_SECRET')
    const options = {
      storeHash: need('BIGCOMMERCE_STORE_HASH'),
      accessToken: need('BIGCOMMERCE_ACCESS_TOKEN'),
      ...given('apiUrl', may('BIGCOMMERCE_API_URL')),
      ...(inventory && { inventory }),
      ...(clientSecret && { webhooks: { clientSecret } }),
      consentFields: {
        ...given('sms', may('BIGCOMMERCE_SMS_FIELD')),
        ...given('whatsapp', may('BIGCOMMERCE_WHATSAPP_FIELD')),
        ...given('smsFormField', may('BIGCOMMERCE_SMS_FORM_FIELD')),
        ...given('whatsappFormField', may('BIGCOMMERCE_WHATSAPP_FORM_FIELD')),
      },
      ...given('defaultCountry', may('BIGCOMMERCE_DEFAULT_COUNTRY')),
    }
    makers.push(() => bigcommerce(options))
  }
  if (hasTjar) {
    const options = {
      storeDomain: need('TJAR_STORE_DOMAIN'),
      apiKey: need('TJAR_API_KEY'),
      channelId,
      ...given('apiUrl', may('TJAR_API_URL')),
    }
    makers.push(() => tjar(options))
  }
  if (may('BUZZBIP_USERNAME') || may('BUZZBIP_PASSWORD')) {
    const channel = choose('BUZZBIP_CHANNEL', ['whatsapp', 'sms'])
    const options = {
      username: need('BUZZBIP_USERNAME'),
      password: need('BUZZBIP_PASSWORD'),
      ...(channel && { channel }),
      ...given('apiUrl', may('BUZZBIP_API_URL')),
    }
    makers.push(() => buzzbip(options))
  }
  return makers
}

function readVariables(env: NodeJS.ProcessEnv): Variables {
  const missing: string[] = []
  const may = (name: string) => env[`CART_RECOVERY_${name}`] || undefined
  const need = (name: string) => {
    const value = may(name)
    if (value === undefined) missing.push(`CART_RECOVERY_${name}`)
    return value ?? ''
  }
  const choose = <const Value extends string>(name: string, values: readonly Value[]) => {
    const text = may(name)
    const value = values.find((candidate) => candidate === text)
    if (text !== undefined && !value) throw new ConfigError(`CART_RECOVERY_${name}: must be ${values.join(' or ')}`)
    return value
  }
  return { need, may, choose, missing }
}

/** An option that is there only where it has a value. */
function given<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  const option: Partial<Record<Name, string>> = {}
  if (value !== undefined) option[name] = value
  return option
}

const toList = (text: string) => text.split(',').map((item) => item.trim())
