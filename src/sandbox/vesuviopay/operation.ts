import type { SandboxContext } from '../sandbox-context.ts'
import type { BodyShape } from './read-body.ts'

/** One documented method of one documented path. What is not in the table is refused. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `:names`. */
  path: string
  /**
   * Who may call it: a publishable key, the secret key, a customer's token (with or without a key), or whoever wants
   * to sign in.
   */
  caller: 'key' | 'secret' | 'customer' | 'anybody'
  /** Whether the path exists as things are; the others are unknown paths. @default always */
  isPlayed?(context: SandboxContext): boolean
  /** Documented query parameters. */
  query?: readonly string[]
  /** Documented body; absent where there is none. */
  body?: BodyShape
  /** Where the fields of the body are looked for; the other place is not looked at. @default 'body' */
  fieldsIn?(context: SandboxContext): 'body' | 'query'
  answer(request: OperationRequest, context: SandboxContext): OperationAnswer
}

/** A request that passed every general check. */
export interface OperationRequest {
  params: Record<string, string>
  query: URLSearchParams
  /** The checked body; an empty object where none was sent. */
  body: Record<string, unknown>
  /** The store of the path; empty where the path has none. */
  storeId: string
  /** The signed-in customer's phone; empty for other callers. */
  phone: string
  now: number
}

export interface OperationAnswer {
  status: number
  /** Sent as it is; no body at all where absent. */
  body?: unknown
  /** Something changed or was sent. */
  write?: boolean
  headers?: Record<string, string>
}

/** An answer in the usual envelope. */
export function succeed(data: unknown, status = 200): OperationAnswer {
  return { status, body: { success: true, data } }
}

/** The answer of calls that give nothing back worth documenting. */
export function acknowledge(data: unknown, { readings }: SandboxContext): OperationAnswer {
  switch (readings.get('vesuviopayAcknowledgement')) {
    case '204':
      return { status: 204 }
    case 'success-only':
      return { status: 200, body: { success: true } }
    default:
      return succeed(data)
  }
}
