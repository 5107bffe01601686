import type { ApiOperation, ApiRequest, ApiAnswer as OperationAnswer } from '../http/operation.ts'
import { type Language, type TextName, textIn } from './texts.ts'

export type { OperationAnswer }

/**
 * An operation below `/api/core/v1`. Sources are pages of https://docs.tjar.sa. They show one example per call, and all
 * of them are marked as still in development.
 */
export interface Operation extends ApiOperation<OperationRequest> {
  /** Whether a JSON object is sent along. */
  hasBody?: boolean
}

export interface OperationRequest extends ApiRequest {
  /** The cart of the path; empty where the path has none. */
  identifier: string
  language: Language
}

/** An answer in the documented envelope, with room for what may stand beside `data`. */
export function succeed(text: TextName, language: Language, data: unknown, beside: object = {}): OperationAnswer {
  return { status: 200, body: { status: 'success', message: textIn(language, text), data, ...beside } }
}
