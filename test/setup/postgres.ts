import { execFile, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { type PostgresPrograms, requirePostgres } from './postgres-programs.ts'

const run = promisify(execFile)

/** A PostgreSQL to test on. */
export interface Postgres {
  /** Creates an empty database, and answers how to connect to it. */
  createDatabase(): Promise<string>
  /** Stops and starts the server. Absent where the tests were given an address and no server of their own. */
  server?: PostgresServer
  /** Ends the server and removes its files; of a server that is not ours, the databases. */
  close(): Promise<void>
}

export interface PostgresServer {
  /**
   * `immediate` ends every connection at once, as a crash does: what was committed is there after the next start.
   * `fast` rolls back what is under way and says goodbye.
   */
  stop(mode?: 'immediate' | 'fast'): Promise<void>
  /** Starts it again on the same port. Answers once it takes connections. */
  start(): Promise<void>
}

export interface PostgresOptions {
  /**
   * Waits for the disk at each commit, as in production. Without it only a crash of the whole machine loses anything.
   * @default false
   */
  waitsForDisk?: boolean
  /** Further settings of the server, such as `max_connections`. */
  settings?: Record<string, string>
  env?: NodeJS.ProcessEnv
  say?: (words: string) => void
}

/**
 * A PostgreSQL of its own on a free loopback port, or the one that `CART_RECOVERY_TEST_POSTGRES` names. It ends with
 * this process, however that ends. Undefined where there is none; a line has said so.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres | undefined> {
  const { env = process.env, say = console.log } = options
  const given = env.CART_RECOVERY_TEST_POSTGRES
  if (given) return takeServer(given)
  const programs = requirePostgres({ env, say })
  return programs && startOwn(programs, options)
}

async function startOwn(
  { initdb, pgCtl, account }: PostgresPrograms,
  { waitsForDisk = false, settings = {} }: PostgresOptions,
): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-postgres-'))
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  const password = crypto.randomUUID()
  writeFileSync(passwordFile, password)
  if (account) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid)
  const ended = endWithThisProcess(pgCtl, folder, account)
  const inAccount = { cwd: folder, ...account }
  const login = ['--username=test', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  await run(initdb, ['-D', data, ...login, '--encoding=UTF8', '--locale=C', '--no-sync'], inAccount)

  const port = await freePort()
  const lines = Object.entries({
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...(!waitsForDisk && { fsync: 'off', full_page_writes: 'off' }),
    ...settings,
  }).map(([name, value]) => `${name} = '${value}'\n`)
  writeFileSync(join(data, 'postgresql.auto.conf'), lines.join(''))
  const server: PostgresServer = {
    start: async () => void (await run(pgCtl, ['start', '-w', '-D', data, '-l', join(folder, 'log')], inAccount)),
    stop: async (mode = 'immediate') => void (await run(pgCtl, ['stop', '-w', '-D', data, '-m', mode], inAccount)),
  }
  await server.start()
  const address = `postgresql://test:${password}@127.0.0.1:${port}`
  return { createDatabase: () => createDatabase(`${address}/postgres`), server, close: ended }
}

/**
 * A shell that waits for its input to end, which it does when this process ends, be it by SIGKILL; then it stops the
 * server and removes the folder. Answers how to bring that about now.
 */
function endWithThisProcess(pgCtl: string, folder: string, account: PostgresPrograms['account']): () => Promise<void> {
  const script = 'cat >/dev/null; "$0" stop -w -D "$1/data" -m immediate; rm -rf "$1"'
  const shell = spawn('sh', ['-c', script, pgCtl, folder], { cwd: '/', ...account, detached: true })
  for (const stream of [shell.stdout, shell.stderr]) stream.destroy()
  const gone = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  shell.unref()
  return () => {
    shell.ref()
    shell.stdin.end()
    return gone
  }
}

function takeServer(address: string): Postgres {
  const made: string[] = []
  return {
    async createDatabase() {
      const database = await createDatabase(address)
      made.push(new URL(database).pathname.slice(1))
      return database
    },
    async close() {
      for (const name of made) await query(address, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

async function createDatabase(address: string): Promise<string> {
  const name = `cart_recovery_${crypto.randomUUID().replaceAll('-', '')}`
  await query(address, `CREATE DATABASE ${name}`)
  const database = new URL(address)
  database.pathname = `/${name}`
  return database.href
}

async function query(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
