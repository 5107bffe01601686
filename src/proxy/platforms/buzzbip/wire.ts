import * as z from 'zod'

// Answers are "JSend-like": `status`, `message`, `code` and `data` have to be read together, because the status line alone
// proves nothing. Sources are pages of buzzbip.com/developers.

const Envelope = z.object({
  status: z.string().optional().catch(undefined),
  code: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
})

/**
 * A report that was taken: `success`, or no `status` at all. Source: /api/v1/cart and /getting-started/errors, which show
 * failures only. Unknown: the success answer; any other word is therefore not taken for one.
 */
export const WireAccepted = z.union([
  z.undefined(),
  z.null(),
  z.array(z.unknown()),
  z.object({ status: z.literal('success').nullish() }),
])

const Token = z.string().min(1)
/**
 * `POST /api/login_check`. Source: /api/v1/cart names the call, and shows no answer. Inferred: `token`, as the common
 * Symfony bundle answers under that path, or the same in the envelope.
 */
export const WireToken = z.union([
  z.object({ token: Token }).transform(({ token }) => token),
  z.object({ data: z.object({ token: Token }) }).transform(({ data }) => data.token),
])

const limits = /^429$|rate.?limit|too.?many|throttl/i
const clientOrServer = /^[45]\d\d$/

/**
 * The status that a refusal stands for. A limit may be a business code under another status; nothing was taken then. An
 * expired token may come with 200, or without an envelope. Source: /getting-started/errors and
 * /getting-started/rate-limits. Inferred: the codes that mean a limit.
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

/** The code of a failure, if a log may hold it: long digits could be a number. Source: /getting-started/errors. */
export function toErrorCode(body: unknown): string | undefined {
  const envelope = Envelope.safeParse(body)
  const code = envelope.success ? envelope.data.code : undefined
  return code && /^[\w.-]{1,60}$/.test(code) && !/\d{5}/.test(code) ? code : undefined
}
