const sentences = {
  away: 'The database cannot be reached',
  slow: 'The database does not answer in time',
  full: 'The database has no room left',
  'read-only': 'The database takes no changes',
}

/** Why a database cannot be used now. */
export type StoreDownReason = keyof typeof sentences

/**
 * The state store cannot be used now. Whether a change that it ended was stored is unknown. Its message names no address;
 * `cause` may, and is for the log alone, which redacts it.
 */
export class StoreDownError extends Error {
  override readonly name = 'StoreDownError'
  readonly reason: StoreDownReason

  constructor(reason: StoreDownReason, options: { cause?: unknown } = {}) {
    super(sentences[reason], options)
    this.reason = reason
  }
}
