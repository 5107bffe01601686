/** Where log lines go: pino, or anything of its shape. */
export interface Log {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/** All that a log line may hold. No token, handle, cart id, URL, phone number or e-mail address has a field here. */
export interface LogFields {
  store?: string
  route?: string
  status?: number
  code?: string
  supportCode?: string
  platform?: string
  /** Our own words on what went wrong, cause by cause. */
  cause?: string
  durationMs?: number
  origin?: string
  /** Name of a merchant key. */
  merchant?: string
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
