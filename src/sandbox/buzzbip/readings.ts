/**
 * What Buzzbip's documents contradict each other about, or leave open: the log-in is named but not shown, and so is
 * every success. The first value is the likeliest of them.
 */
export const buzzbipReadings = {
  /** What the log-in calls the account's name. */
  buzzbipLoginField: ['username', 'email'],
  /** Where the log-in puts the token. */
  buzzbipToken: ['token', 'data.token', 'access_token', 'data.access_token', 'jwt', 'data'],
  /** Whether the token says itself when it ends. */
  buzzbipTokenExpiry: ['present', 'absent'],
  /** A 401: in the documented format, or as a common JWT bundle words it. */
  buzzbipUnauthorizedBody: ['documented', 'code-message'],
  /** An account without API access, with a token that is good: a status, or a code in a body that comes with 200. */
  buzzbipNoAccess: ['403', '401', '403-with-200'],
  /** The plug-in headers: "in addition to the JWT" on one page, "JWT or secret key" on another. */
  buzzbipPluginHeaders: ['optional', 'required', 'instead-of-token'],
  /** The status of an accepted report. */
  buzzbipReportStatus: ['200', '201'],
  /** What its `data` is. */
  buzzbipReportData: ['object', 'array', 'absent'],
  /** The word of a success: no page shows one, and the other generation of the API says `queued`. */
  buzzbipSuccessWord: ['success', 'Success', 'ok', 'true', 'queued'],
  /** Whether a success carries `code`, as every failure does. */
  buzzbipSuccessCode: ['present', 'absent'],
  /** Whether a refused report has a status of its own; "do not rely on the HTTP status alone". */
  buzzbipFailureStatus: ['http', '200'],
  /** The word in `status`; the original JSend has a second one for the caller's mistakes. */
  buzzbipFailureWord: ['error', 'fail'],
  /** `code` of a failure: "number or string". */
  buzzbipFailureCode: ['number', 'string'],
  /** `data` of a failure: "array or object". */
  buzzbipFailureData: ['array', 'object'],
  /** A phone that is not valid: the report is accepted and nothing is sent, or it is refused. */
  buzzbipInvalidPhone: ['taken', 'refused'],
  /** Fields of a report that the account maps to nothing. */
  buzzbipUnknownFields: ['ignored', 'refused'],
  /** The same `cart_id` again: another automation, or none. */
  buzzbipRepeatedReport: ['starts-again', 'deduplicated'],
  /** A limited call: "typically" 429, or a business code in a body that comes with 200, or words alone. */
  buzzbipLimitStatus: ['429', '200', '200-in-words'],
  /** Whether a limited call has `Retry-After`. */
  buzzbipRetryAfter: ['absent', 'present'],
} as const

export type BuzzbipReadings = typeof buzzbipReadings
