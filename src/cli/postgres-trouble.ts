import { ConfigError, StoreDownError } from '../proxy/index.ts'

/** By the system's word or PostgreSQL's SQLSTATE: what is wrong with an address, and never what is in it. */
const troubles: Record<string, string> = {
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'there is no host of that name, or no answer from the name server',
  ECONNREFUSED: 'nothing listens at that host and port',
  ECONNRESET: 'the server hung up; does it want TLS, as with ?sslmode=verify-full?',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'the host does not answer',
  ERR_INVALID_URL: 'is no address such as postgresql://user:password@host:5432/database',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the server is not trusted; give sslrootcert, or NODE_EXTRA_CA_CERTS',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the server is not trusted; give sslrootcert, or NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the certificate of the server is not trusted; give sslrootcert, or NODE_EXTRA_CA_CERTS',
  '28P01': 'the server refuses the user or the password',
  28000: 'the server refuses the user, or wants TLS: ?sslmode=verify-full',
  '3D000': 'the server has no database of that name',
  '3F000': 'the database has no schema of that name',
  42501: 'the user may not make tables there',
  25006: 'the server takes no changes: it may be a replica',
  53100: 'the disk of the server is full',
  53300: 'the server has no connection left',
  '57P03': 'the server is starting or stopping',
}

/** What is wrong with a PostgreSQL, for a line that begins with the name of its variable. It holds no part of the address. */
export function databaseTrouble(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const cause = error instanceof StoreDownError ? error.cause : error
  // Where a name has several addresses, each one has failed.
  const [first] = cause instanceof AggregateError ? cause.errors : [cause]
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  const known = troubles[code]
  if (known) return known
  if (first instanceof Error && /does not support SSL/.test(first.message)) return 'the server has no TLS'
  if (first instanceof Error && /timeout/i.test(first.message)) return 'the host does not answer'
  return `it cannot be used${code ? ` (${code})` : ''}`
}
