/** What Cloudflare binds to a Worker as a D1 database, as far as it is used here. */
export interface D1Binding {
  prepare(sql: string): D1Statement
  /** All of them or none, in their order. */
  batch(statements: D1Statement[]): Promise<D1Answer[]>
}

export interface D1Statement {
  bind(...values: unknown[]): D1Statement
  all(): Promise<D1Answer>
}

export interface D1Answer {
  results?: unknown[]
  meta: { changes?: number }
}
