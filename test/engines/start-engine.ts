import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type EngineFacts, type EngineMail, startEngineProcess } from '../../demo/vendure/engine.ts'
import { type Ask, askAs, logIn } from './graphql.ts'
import { engineFolder, requireEngine } from './install-engine.ts'

/** A Vendure with our plugin, in a process of its own. */
export interface Engine extends EngineFacts {
  /** What plugin and adapter share: 32 bytes in base64url. */
  secret: string
  /** What its mailer sent, oldest first. */
  mails: EngineMail[]
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
  const catalogue = after && JSON.stringify({ channels, variants, shippingMethodId })
  const kept = postgresUrl ? { 'postgres-url': postgresUrl } : { snapshot: snapshotFile() }
  const values = { secret, port: String(port), 'webhook-url': webhookUrl, catalogue, ...kept }
  const mails: EngineMail[] = []
  const { facts, end } = await startEngineProcess(engineFolder, values, (mail) => mails.push(mail))
  const admin = await logIn(facts.adminApi, facts.administrator)
  const { apiKey = '' } = facts.channels.USD ?? {}
  const keyed = askAs(facts.adminApi, { 'vendure-api-key': apiKey })
  await keyed('{ orders(options: { take: 1 }) { totalItems } productVariants(options: { take: 1 }) { totalItems } }')
  const ends = { kill: () => end('SIGKILL'), close: () => end('SIGTERM') }
  return { ...facts, secret, mails, admin, apiKey, keyed, ...ends }
}

/** One for each state of the engine's files and of the plugin: what is in it follows from these. */
function snapshotFile(): string {
  const files = globSync([
    join(engineFolder, '*.{ts,json}'),
    join(engineFolder, '../../src/engines/vendure/*.ts'),
  ]).sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return join(tmpdir(), `cart-recovery-vendure-${hash.digest('hex').slice(0, 16)}.json`)
}
