import { createHash } from 'node:crypto'
import {
  DefaultJobQueuePlugin,
  DefaultLogger,
  dummyPaymentHandler,
  LogLevel,
  type PasswordHashingStrategy,
  RandomBytesApiKeyStrategy,
  type VendureConfig,
  type VendureLogger,
} from '@vendure/core'

import { CartRecoveryPlugin } from '../../src/engines/vendure/plugin.ts'
import { type Mail, mailer } from './mailer.ts'

export const administrator = { identifier: 'admin', password: 'admin-of-the-tests' }

/** Keys of 32 random bytes need no slow hash, and passwords of tests neither. The engine's own takes a quarter of a second. */
const hashingStrategy: PasswordHashingStrategy = {
  hash: async (key) => createHash('sha256').update(key).digest('hex'),
  check: async (key, hash) => createHash('sha256').update(key).digest('hex') === hash,
}

/** How the engine is started. */
export interface EngineOptions {
  port: number
  secret: string
  webhookUrl: string
  /** A PostgreSQL. Without it the database is in memory. */
  postgresUrl?: string | undefined
  /** What the database in memory begins with. */
  snapshot?: Uint8Array | undefined
  onMail: (mail: Mail) => void
}

/** The engine with our plugin, its mailer, and a payment that always succeeds. */
export function engineConfig({
  port,
  secret,
  webhookUrl,
  postgresUrl,
  snapshot,
  onMail,
}: EngineOptions): VendureConfig {
  const inMemory = { type: 'sqljs', autoSave: false, ...(snapshot && { database: snapshot }) } as const
  return {
    apiOptions: {
      port,
      hostname: '127.0.0.1',
      adminApiPath: 'admin-api',
      shopApiPath: 'shop-api',
      cors: { origin: false },
    },
    authOptions: {
      tokenMethod: ['bearer', 'api-key'],
      superadminCredentials: administrator,
      requireVerification: false,
      passwordHashingStrategy: hashingStrategy,
      adminApiKeyStrategy: new RandomBytesApiKeyStrategy({ hashingStrategy, lastUsedAtUpdateInterval: '1m' }),
    },
    dbConnectionOptions: {
      ...(postgresUrl ? { type: 'postgres', url: postgresUrl } : inMemory),
      synchronize: true,
    },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
    logger: new StderrLogger({ level: LogLevel.Warn, timestamp: false }),
    plugins: [
      // In memory the engine's own queue in memory: the database has one connection, which a transaction may hold.
      ...(postgresUrl ? [DefaultJobQueuePlugin.init({ pollInterval: 50 })] : []),
      mailer(onMail),
      CartRecoveryPlugin.init({ secret, webhookUrl }),
    ],
  }
}

/** Standard output is for the lines that tests read. */
class StderrLogger extends DefaultLogger implements VendureLogger {
  override warn(message: string, context?: string): void {
    process.stderr.write(`${context}: ${message}\n`)
  }
  override error(message: string, context?: string, trace?: string): void {
    process.stderr.write(`${context}: ${message}\n${trace ?? ''}\n`)
  }
}
