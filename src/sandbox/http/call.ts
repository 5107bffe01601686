/** One request a platform received. Holds no secret: it may be shown, logged and compared. */
export interface Call {
  platform: string
  method: string
  /** Path and query, tokens masked. */
  path: string
  body?: unknown
  /** What was answered, also where the answer never arrived; 0 where there was none to give. */
  status: number
  /** Something changed or was sent. */
  write: boolean
}

/** A call with what really went over the wire. For checks in memory; it holds the shop's secrets. */
export interface Exchange {
  call: Call
  request: Request
  requestBody: string
  /** A copy whose body has not been read. */
  response: Response
}
