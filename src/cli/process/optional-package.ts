import { ConfigError } from '../../proxy/index.ts'

/**
 * Loads what needs a package that not every shop installs. Throws `ConfigError` that names what asks for it, and how to install
 * it, where it is not there.
 */
export async function needing<Value>(name: string, asker: string, load: () => Promise<Value>): Promise<Value> {
  try {
    return await load()
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
    if (!isMissing || !error.message.includes(`'${name}'`)) throw error
    throw new ConfigError(`${asker} needs a package that is not installed: npm install ${name}`)
  }
}
