import type { ApiOperation, ApiRequest, ApiAnswer as OperationAnswer } from '../http/operation.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { BodyShape } from './read-body.ts'

export type { OperationAnswer }

/** Sources are pages of https://docs.vesuviopay.com, which load their schemas by script: bodies come from examples. */
export interface Operation extends ApiOperation<OperationRequest> {
  /** Who may call it: a publishable key, the secret key, a customer's token (with or without a key), or anybody. */
  caller: 'key' | 'secret' | 'customer' | 'public'
  /** Whether the path exists under the current readings; the others are unknown paths. @default always */
  isPlayed?(context: SandboxContext): boolean
  /** Documented body; absent where there is none. */
  body?: BodyShape
  /** Where the fields of the body are looked for; the other place is not looked at. @default 'body' */
  fieldsIn?(context: SandboxContext): 'body' | 'query'
}

export interface OperationRequest extends ApiRequest {
  /** The store of the path; empty where the path has none. */
  storeId: string
  /** The signed-in customer's phone; empty for other callers. */
  phone: string
}

/** An answer in the usual envelope. */
export function succeed(data: unknown, status = 200): OperationAnswer {
  return { status, body: { success: true, data } }
}

/** The answer of calls whose answer is not documented. */
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
