import { ApiFailure } from '../http/api-failure.ts'

/** The page every error body points at. */
const statusCodesPage = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes'

/** Ends a request with one of BigCommerce's error bodies. */
export class BigCommerceFailure extends ApiFailure {
  override readonly name = 'BigCommerceFailure'
  /** What is wrong, by the name of the field. */
  readonly errors: Record<string, string> | undefined

  /** What else the body holds. */
  readonly more: Record<string, string> | undefined

  constructor(
    status: number,
    title: string,
    errors?: Record<string, string>,
    headers?: Record<string, string>,
    more?: Record<string, string>,
  ) {
    super(status, title, headers)
    this.errors = errors
    this.more = more
  }

  override toResponse(): Response {
    const { status, message: title, errors, headers, more } = this
    return Response.json(
      { status, title, type: statusCodesPage, ...(errors && { errors }), ...more },
      { status, headers },
    )
  }
}

/** The 422 for a body that was parsed and is refused: an unknown key, a wrong type, a rule of the shop. */
export function unprocessable(title: string, errors?: Record<string, string>): BigCommerceFailure {
  return new BigCommerceFailure(422, title, errors ?? {})
}
