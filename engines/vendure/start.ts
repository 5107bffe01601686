import './resolve-engine.ts'

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { bootstrap, JobQueueService, TransactionalConnection } from '@vendure/core'

import { type Catalogue, createCatalogue } from './catalogue.ts'
import { logIn } from './graphql-client.ts'

// Starts the engine and prints one line of JSON once it answers: its addresses, a key, its channels and variants. Each message that
// its mailer sends is another line.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    secret: { type: 'string', default: '' },
    'webhook-url': { type: 'string', default: 'http://127.0.0.1:9/webhooks/vendure' },
    'postgres-url': { type: 'string' },
    // Where the shop is kept once it was set up, so that the next start begins with it. In memory only.
    snapshot: { type: 'string' },
    // What an earlier start printed of the shop that it set up in this PostgreSQL.
    catalogue: { type: 'string' },
  },
})
// Calls no address of the engine's makers.
process.env.VENDURE_DISABLE_TELEMETRY = 'true'
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

// After the hooks of the first import, which plugin and configuration need.
const { administrator, engineConfig } = await import('./config.ts')
const kept = values.snapshot && existsSync(values.snapshot) ? readSnapshot(values.snapshot) : undefined
const app = await bootstrap(
  engineConfig({
    port: Number(values.port),
    secret: values.secret,
    webhookUrl: values['webhook-url'],
    postgresUrl: values['postgres-url'],
    snapshot: kept?.database,
    onMail: (mail) => print({ mail }),
  }),
)
await app.get(JobQueueService).start()
const { port }: AddressInfo = app.getHttpServer().address()
const adminApi = `http://127.0.0.1:${port}/admin-api`
const { identifier, password } = administrator
const known: Catalogue | undefined = values.catalogue === undefined ? kept?.catalogue : JSON.parse(values.catalogue)
const catalogue = known ?? (await createCatalogue(await logIn(adminApi, identifier, password)))
if (values.snapshot && !kept) writeSnapshot(values.snapshot, catalogue)

print({
  ready: true,
  pid: process.pid,
  adminApi,
  shopApi: `http://127.0.0.1:${port}/shop-api`,
  administrator,
  ...catalogue,
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0))
// Ends with the process that started it, however that ends.
if (!process.stdin.isTTY) process.stdin.once('end', () => process.exit(0)).resume()

interface Snapshot {
  database: Uint8Array
  catalogue: Catalogue
}

function readSnapshot(file: string): Snapshot {
  const { database, catalogue } = JSON.parse(readFileSync(file, 'utf8'))
  return { database: Buffer.from(database, 'base64'), catalogue }
}

/** In one step, because several engines may start at once. */
function writeSnapshot(file: string, catalogue: Catalogue): void {
  const { driver } = app.get(TransactionalConnection).rawConnection
  if (!('export' in driver) || typeof driver.export !== 'function') return
  const database = Buffer.from(driver.export()).toString('base64')
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ database, catalogue }))
  renameSync(`${file}.${process.pid}`, file)
}
