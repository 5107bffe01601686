import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, checkConfig, type ProxyConfig } from '../proxy/index.ts'
import { fromEnvironment } from './environment.ts'

/** Where a configuration is looked for, in this order. */
export const defaultFiles = ['cart-recovery.config.ts', 'cart-recovery.config.js', 'cart-recovery.config.mjs']

/**
 * The configuration from a file's default export, or, where no file is named or found, from `CART_RECOVERY_*`
 * variables; those may also stand in `.env` of the current folder. Throws `ConfigError` that names the key, never its value.
 */
export async function loadConfig(file?: string, env: NodeJS.ProcessEnv = process.env): Promise<ProxyConfig> {
  // What is set already wins.
  if (env === process.env && existsSync('.env')) process.loadEnvFile('.env')
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
