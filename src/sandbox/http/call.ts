/** One request a platform received. Holds no secret: it may be shown, logged and compared. */
export interface Call {
  platform: string
  method: string
  /** Path and query, tokens masked. */
  path: string
  body?: unknown
  /** The status of the answer, also where it never arrived; 0 where there was no answer. */
  status: number
  /** Something changed or was sent. */
  write: boolean
}

/** A call with its request and response. It holds the shop's secrets and must stay in memory. */
export interface Exchange {
  call: Call
  request: Request
  requestBody: string
  /** A copy whose body has not been read. */
  response: Response
}
