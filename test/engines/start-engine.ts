import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import * as z from 'zod'

import { type Ask, askAs, logIn } from './graphql.ts'
import { engineFolder, engineLock, requireEngine } from './install-engine.ts'

const Ready = z.object({
  ready: z.literal(true),
  adminApi: z.url(),
  shopApi: z.url(),
  administrator: z.object({ identifier: z.string(), password: z.string() }),
  channels: z.record(z.string(), z.object({ id: z.string(), token: z.string(), apiKey: z.string() })),
  variants: z.record(z.string(), z.string()),
  shippingMethodId: z.string(),
})
const Mail = z.object({ mail: z.object({ to: z.string(), subject: z.string(), html: z.string() }) })

/** Addresses, key, channels and variants of an engine that runs. */
export type EngineFacts = z.infer<typeof Ready>

/** A Vendure with our plugin, in a process of its own. */
export interface Engine extends EngineFacts {
  /** What plugin and adapter share: 32 bytes in base64url. */
  secret: string
  /** What its mailer sent, oldest first. */
  mails: z.infer<typeof Mail>['mail'][]
  /** Asks the Admin API as an administrator who may do everything. */
  admin: Ask
  /** A key of least rights, for the channel that the engine begins with: USD. */
  apiKey: string
  /** Asks the Admin API with it. */
  keyed: Ask
  /** Ends it as a crash does. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** How it is started. */
export interface EngineOptions {
  webhookUrl?: string
  /** A PostgreSQL. Without it the database is in memory, as it was after the shop was set up. */
  postgresUrl?: string
  /** @default a random one */
  secret?: string
  /** @default a free one */
  port?: number
  /** An engine that has ended, and that this one goes on from: the same secret, and the shop that it set up in its PostgreSQL. */
  after?: Engine | undefined
}

/**
 * Starts the engine and makes its first calls, which are slow. Undefined where it cannot be installed; a line has said so. It ends
 * with this process.
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine | undefined> {
  if (!requireEngine()) return undefined
  const { webhookUrl, postgresUrl, port = 0, after } = options
  const secret = after?.secret ?? options.secret ?? randomBytes(32).toString('base64url')
  const { channels, variants, shippingMethodId } = after ?? {}
  const values = {
    secret,
    port: String(port),
    'webhook-url': webhookUrl,
    ...(postgresUrl ? { 'postgres-url': postgresUrl } : { snapshot: snapshotFile() }),
    catalogue: after && JSON.stringify({ channels, variants, shippingMethodId }),
  }
  // With `=`, because a random secret may begin with a dash.
  const args = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : `--${name}=${value}`))
  const child = spawn(process.execPath, [join(engineFolder, 'start.ts'), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const mails: Engine['mails'] = []
  const facts = await readLines(child, mails)
  const admin = await logIn(facts.adminApi, facts.administrator)
  const { apiKey = '' } = facts.channels.USD ?? {}
  const keyed = askAs(facts.adminApi, { 'vendure-api-key': apiKey })
  await keyed('{ orders(options: { take: 1 }) { totalItems } productVariants(options: { take: 1 }) { totalItems } }')
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await gone
  }
  return { ...facts, secret, mails, admin, apiKey, keyed, kill: end('SIGKILL'), close: end('SIGTERM') }
}

/** The facts once it is ready; afterwards each message is put to `mails`. */
function readLines(child: ChildProcessByStdio<Writable, Readable, Readable>, mails: Engine['mails']) {
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise<EngineFacts>((resolve, reject) => {
    child.once('exit', (status) => reject(new Error(`the engine ended with ${status}: ${errors}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) {
        errors += `${line}\n`
        return
      }
      const said: unknown = JSON.parse(line)
      const { data: message } = Mail.safeParse(said)
      if (message) mails.push(message.mail)
      else resolve(Ready.parse(said))
    })
  })
}

/** One for each state of the engine's files and of the plugin: what is in it follows from these. */
function snapshotFile(): string {
  const files = globSync([join(engineFolder, '*.ts'), join(engineFolder, '../../src/engines/vendure/*.ts')]).sort()
  const hash = createHash('sha256').update(engineLock())
  for (const file of files) hash.update(readFileSync(file))
  return join(tmpdir(), `cart-recovery-vendure-${hash.digest('hex').slice(0, 16)}.json`)
}
