import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, checkConfig, type ProxyConfig } from '../proxy/index.ts'
import { fromEnvironment } from './environment.ts'
import { ignoredVariables, readsOf } from './variables/ignored-variables.ts'
import { cartPlatforms } from './variables/platform-variables.ts'
import { requiredOf } from './variables/variable.ts'

/** The files that are tried, in this order. The first two are modules whatever package.json says. */
export const defaultFiles = ['mts', 'mjs', 'ts', 'js'].map((end) => `cart-recovery.config.${end}`)

/**
 * The configuration from a file's default export or, if no file is named or found, from `CART_RECOVERY_*` variables.
 * Variables of `.env` in the current folder count, too, where it may be read. One that is set and that a file does not read is named on standard
 * error. Throws `ConfigError` that names the key, never its value.
 */
export async function loadConfig(file?: string, env: NodeJS.ProcessEnv = process.env): Promise<ProxyConfig> {
  if (env === process.env && existsSync('.env')) loadEnvironmentFile()
  const path = findConfigFile(file)
  if (path === undefined) return checkConfig(fromEnvironment(env))
  const { value: config, names } = await readsOf(() => fromFile(resolve(path)))
  const ignored = ignoredVariables(env, names, readFileSync(path, 'utf8'))
  if (ignored.length > 0) {
    const effect = ignored.length === 1 ? 'it has no effect' : 'they have no effect'
    process.stderr.write(`${path} is used, and does not read ${ignored.join(', ')}: ${effect}.\n`)
  }
  return checkConfig(config)
}

/** Variables that are set already win. As a service the file may be root's alone: systemd then reads it for the process. */
function loadEnvironmentFile(): void {
  try {
    accessSync('.env', constants.R_OK)
  } catch {
    process.stderr.write('.env cannot be read by this account, so only variables that are set count.\n')
    return
  }
  process.loadEnvFile('.env')
}

/** The named file, or the first that is there; undefined where variables are read instead. */
export function findConfigFile(file?: string): string | undefined {
  return file ?? defaultFiles.find((name) => existsSync(name))
}

async function fromFile(path: string): Promise<ProxyConfig> {
  if (!existsSync(path)) throw new ConfigError(`--config: there is no file ${path}`)
  let module: { default?: ProxyConfig }
  try {
    module = await import(pathToFileURL(path).href)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`--config: ${path} could not be loaded: ${why}${adviceFor(path, error)}`)
  }
  if (!module.default)
    throw new ConfigError(`--config: ${path} has no default export; write export default defineConfig({ … })`)
  if (module.default.platforms?.length === 0) explainNoPlatform(readFileSync(path, 'utf8'))
  return module.default
}

/** The likely cause, where a file exists but Node cannot load it. */
function adviceFor(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') return '. This Node runs no TypeScript: 22.18 does, or write it as .mjs'
  const mayBeScript = error instanceof SyntaxError && /\.[jt]s$/.test(path)
  return mayBeScript ? '. Unless package.json says "type": "module", its name must end in .mts or .mjs' : ''
}

/** A file that `init` wrote lists each platform whose variables are set: an empty list means that none are. */
function explainNoPlatform(text: string): void {
  const names = cartPlatforms.map((group) => requiredOf(group).map(({ name }) => name))
  const used = names.filter(([first = '']) => text.includes(first))
  if (used.length === 0) return
  throw new ConfigError(
    `platforms: none is in use yet. In .env set ${used.map((all) => all.join(' and ')).join('; or ')}`,
  )
}
