import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger, Plugin } from 'vite'

/** Prints the hash of each built script, as `integrity` takes it, for shops that serve the files from elsewhere. */
export function integrity(): Plugin {
  let logger: Logger
  return {
    name: 'integrity',
    apply: 'build',
    configResolved(config) {
      logger = config.logger
    },
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle)
        .filter((file) => file.endsWith('.js'))
        .sort())
        logger.info(`${integrityOf(readFileSync(join(dir, name)))}  ${name}`)
    },
  }
}

/** The value of an `integrity` attribute for these bytes. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`
}
