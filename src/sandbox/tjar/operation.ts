import type { SandboxContext } from '../sandbox-context.ts'
import { type Language, say, type Words } from './words.ts'

/** One documented method of one documented path. What is not in the table is refused. */
export interface Operation {
  method: 'GET' | 'POST'
  /** With `:names`. */
  path: string
  /** Query parameters somebody may send. */
  query?: readonly string[]
  /** Whether a JSON object is sent along. */
  hasBody?: boolean
  answer(request: OperationRequest, context: SandboxContext): OperationAnswer
}

/** A request that passed every general check. */
export interface OperationRequest {
  identifier: string
  query: URLSearchParams
  /** An empty object where none was sent. */
  body: Record<string, unknown>
  language: Language
}

export interface OperationAnswer {
  body: Record<string, unknown>
  /** Something changed or was sent. */
  write?: boolean
}

/** An answer in the documented envelope, with room for what may stand beside `data`. */
export function succeed(words: Words, language: Language, data: unknown, beside: object = {}): OperationAnswer {
  return { body: { status: 'success', message: say(words, language), data, ...beside } }
}
