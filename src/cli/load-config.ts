import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, checkConfig, type ProxyConfig } from '../proxy/index.ts'
import { bigcommerce } from '../proxy/platforms/bigcommerce/bigcommerce.ts'
import { vesuviopay } from '../proxy/platforms/vesuviopay/vesuviopay.ts'

const defaultFiles = ['cart-recovery.config.ts', 'cart-recovery.config.js', 'cart-recovery.config.mjs']

/**
 * The configuration from a file's default export, or, where no file is named or found, from `CART_RECOVERY_*`
 * variables. Throws `ConfigError` that names the key, never its value.
 */
export async function loadConfig(file?: string, env: NodeJS.ProcessEnv = process.env): Promise<ProxyConfig> {
  const path = file ?? defaultFiles.find((name) => existsSync(name))
  return checkConfig(path === undefined ? fromEnvironment(env) : await fromFile(resolve(path)))
}

async function fromFile(path: string): Promise<ProxyConfig> {
  if (!existsSync(path)) throw new ConfigError(`--config: there is no file ${path}`)
  let module: { default?: ProxyConfig }
  try {
    module = await import(pathToFileURL(path).href)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`--config: ${path} could not be loaded: ${error instanceof Error ? error.message : error}`)
  }
  if (!module.default)
    throw new ConfigError(`--config: ${path} has no default export; write export default defineConfig({ … })`)
  return module.default
}

/** One BigCommerce store with one channel, and VesuvioPay beside it where that is set: a small shop, without a file. */
function fromEnvironment(env: NodeJS.ProcessEnv): ProxyConfig {
  const missing: string[] = []
  const need = (name: string): string => {
    const value = env[`CART_RECOVERY_${name}`]
    if (!value) missing.push(`CART_RECOVERY_${name}`)
    return value ?? ''
  }
  const list = (name: string) =>
    need(name)
      .split(',')
      .map((item) => item.trim())
  const settings = {
    store: env.CART_RECOVERY_STORE ?? 'default',
    publicUrl: need('PUBLIC_URL'),
    keys: list('KEYS'),
    channels: {
      [env.CART_RECOVERY_CHANNEL_ID ?? '1']: {
        origins: list('ORIGINS'),
        recoveryPageUrl: need('RECOVERY_PAGE_URL'),
        shopUrl: need('SHOP_URL'),
        checkoutOrigins: list('CHECKOUT_ORIGINS'),
      },
    },
  }
  const platform = {
    storeHash: need('BIGCOMMERCE_STORE_HASH'),
    accessToken: need('BIGCOMMERCE_ACCESS_TOKEN'),
    ...(env.CART_RECOVERY_BIGCOMMERCE_API_URL && { apiUrl: env.CART_RECOVERY_BIGCOMMERCE_API_URL }),
    ...(env.CART_RECOVERY_BIGCOMMERCE_INVENTORY === 'locations' && { inventory: 'locations' as const }),
  }
  if (missing.length > 0) {
    throw new ConfigError(`No configuration file was found, and these variables are not set: ${missing.join(', ')}`)
  }
  const storeId = env.CART_RECOVERY_VESUVIOPAY_STORE_ID
  if (!storeId) return { ...settings, platforms: [bigcommerce(platform)] }
  const publishableKey = env.CART_RECOVERY_VESUVIOPAY_PUBLISHABLE_KEY ?? ''
  const sendCodePath = env.CART_RECOVERY_VESUVIOPAY_SEND_CODE_PATH
  const text = vesuviopay({ storeId, publishableKey, ...(sendCodePath && { sendCodePath }) })
  return { ...settings, platforms: [text, bigcommerce(platform)] }
}
