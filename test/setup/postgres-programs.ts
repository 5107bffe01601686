import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { canInstall, install } from './install.ts'

const advice = 'install PostgreSQL’s server (Debian: postgresql), or set CART_RECOVERY_TEST_POSTGRES to an address'

/** Where PostgreSQL's programs are, and the account they run in where that is not the caller's own. */
export interface PostgresPrograms {
  initdb: string
  pgCtl: string
  account?: { uid: number; gid: number }
}

/**
 * PostgreSQL's server. On Debian as root it gets installed where it is missing. With `CI=true` it has to be there;
 * elsewhere a line says what is not tested, and the answer is undefined.
 */
export function requirePostgres({ env = process.env, say = console.log } = {}): PostgresPrograms | undefined {
  let folder = findFolder(env)
  if (!folder && canInstall()) {
    install(['postgresql'], say)
    folder = findFolder(env)
  }
  if (folder) return { initdb: join(folder, 'initdb'), pgCtl: join(folder, 'pg_ctl'), ...accountToRunIn() }
  if (env.CI === 'true') throw new Error(`CI tests on PostgreSQL, but there is none: ${advice}`)
  say(`Not tested on PostgreSQL, because it is not installed: ${advice}`)
  return undefined
}

/** The newest version in Debian's and Red Hat's places, else what is on the path. */
function findFolder(env: NodeJS.ProcessEnv): string | undefined {
  const versions = (root: string, pattern: RegExp) =>
    (existsSync(root) ? readdirSync(root) : [])
      .filter((name) => pattern.test(name))
      .sort(
        (one, other) => Number.parseFloat(other.replace('pgsql-', '')) - Number.parseFloat(one.replace('pgsql-', '')),
      )
      .map((name) => join(root, name, 'bin'))
  return [
    ...versions('/usr/lib/postgresql', /^\d+/),
    ...versions('/usr', /^pgsql-\d+/),
    ...(env.PATH ?? '').split(delimiter),
  ].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

/** PostgreSQL refuses to run as root. Its packages make the account `postgres`. */
function accountToRunIn(): Pick<PostgresPrograms, 'account'> {
  if (process.getuid?.() !== 0) return {}
  const ask = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }))
  try {
    return { account: { uid: ask('-u'), gid: ask('-g') } }
  } catch {
    throw new Error('PostgreSQL does not run as root, and there is no account postgres')
  }
}
