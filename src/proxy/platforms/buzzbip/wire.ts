import * as z from 'zod'

// Answers are "JSend-like": status, message, code and data are read together, and the status line alone proves nothing.

const Envelope = z.object({
  status: z.string().optional().catch(undefined),
  code: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
})

/** Taken: success, or no word at all. Any other word is one that nobody has documented. */
export const WireTaken = z.union([
  z.undefined(),
  z.null(),
  z.array(z.unknown()),
  z.object({ status: z.literal('success').nullish() }),
])

const Token = z.string().min(1)
/** The log-in's answer is not shown: the token stands where the usual bundle puts it, or in the envelope. */
export const WireToken = z.union([
  z.object({ token: Token }).transform(({ token }) => token),
  z.object({ data: z.object({ token: Token }) }).transform(({ data }) => data.token),
])

const limits = /^429$|rate.?limit|too.?many|throttl/i
const clientOrServer = /^[45]\d\d$/

/**
 * The status that a refusal stands for. A limit may come as a business code under another status, and certainly nothing
 * was taken then; an expired token may come with 200, and from the bundle that checks tokens without any envelope.
 */
export function toRefusalStatus(body: unknown, status: number): number | undefined {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return undefined
  const { status: word, code = '' } = envelope.data
  const isRefusal = word === undefined ? clientOrServer.test(code) : word === 'error' || word === 'fail'
  if (!isRefusal) return undefined
  if (limits.test(code)) return 429
  return status < 300 && code === '401' ? 401 : status
}

/** The name that Buzzbip gives a failure, where it is one that a log may hold. */
export function toErrorCode(body: unknown): string | undefined {
  const envelope = Envelope.safeParse(body)
  const code = envelope.success ? envelope.data.code : undefined
  return code && /^[\w.-]{1,60}$/.test(code) && !/\d{5}/.test(code) ? code : undefined
}
