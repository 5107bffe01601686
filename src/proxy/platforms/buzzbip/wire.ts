import * as z from 'zod'

import { isLimitExceeded, isLimitMessage } from '../../adapter/index.ts'

// Answers are "JSend-like": `status`, `message`, `code` and `data` have to be read together, because the status line alone
// proves nothing. Sources are pages of buzzbip.com/developers.

const Word = z.union([z.string(), z.number(), z.boolean()]).transform((word) => String(word).trim())
const Envelope = z.object({
  status: Word.optional().catch(undefined),
  code: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
  message: z.string().optional().catch(undefined),
})

// Inferred: an answer of another generation says `queued`, and no page shows what this one says.
const success = /^(success(ful)?|ok|true|2\d\d|queued|accepted|received|created|sent)$/i
const failure = /^(error|fail(ed|ure)?|false|[45]\d\d)$/i

/**
 * A report that was taken: a word of success, or no `status` at all. Source: /api/v1/cart and /getting-started/errors, which
 * show failures only. Unknown: the success answer; any other word is therefore not taken for one.
 */
export const WireAccepted = z.union([
  z.undefined(),
  z.null(),
  z.array(z.unknown()),
  z.object({ status: Word.pipe(z.string().regex(success)).nullish() }),
])

/**
 * `POST /api/login_check`. Source: /api/v1/cart names the call, and shows no answer. Inferred: the common Symfony bundle
 * answers `token` under that path. A JWT is known by its form under any of the usual names; a token of another form only
 * under these.
 */
export const WireToken = z.looseObject({}).transform((answer, context) => {
  const { data } = answer
  const places: Record<string, unknown>[] = [
    answer,
    ...(typeof data === 'object' && data !== null ? [{ ...data }] : []),
  ]
  const named = places.flatMap(({ token, access_token, jwt }) => [token, access_token, jwt]).flatMap(toToken)
  const found = [...named, ...toToken(data)].find((text) => jwtForm.test(text)) ?? named[0]
  if (found !== undefined) return found
  context.addIssue({ code: 'custom', path: ['token'], message: 'no token' })
  return z.NEVER
})

const jwtForm = /^[\w-]+\.[\w-]+\.[\w-]+$/

/** A text that a header can carry; nothing for any other value. */
const toToken = (value: unknown) => (typeof value === 'string' && /^[!-~]+$/.test(value) ? [value] : [])

const limitCode = /^429$|rate.?limit|too.?many|throttl/i
const accessCode = /^403$|forbidden|access.?denied|api.?access/i
const clientOrServer = /^[45]\d\d$/

/**
 * The status that a refusal stands for. A limit may be a business code or a sentence under another status; nothing was taken
 * then. An expired token and a missing access may come with 200, or without an envelope. Source: /getting-started/errors and
 * /getting-started/rate-limits. Inferred: the codes and sentences that mean a limit, or a missing access.
 */
export function toRefusalStatus(body: unknown, status: number): number | undefined {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return undefined
  const { status: word, code = '', message = '' } = envelope.data
  const isFailure = word === undefined ? clientOrServer.test(code) : failure.test(word)
  if (word !== undefined && !isFailure && status < 400) return undefined
  const isLimit = isFailure || status >= 400 ? isLimitMessage : isLimitExceeded
  if (limitCode.test(code) || word === '429' || isLimit(message)) return 429
  if (!isFailure) return undefined
  if (status >= 300 && status !== 400) return status
  if (code === '401' || word === '401') return 401
  return accessCode.test(code) || word === '403' || /\bapi.?access\b/i.test(message) ? 403 : status
}

/** The code of a failure, if a log may hold it: long digits could be a number. Source: /getting-started/errors. */
export function toErrorCode(body: unknown): string | undefined {
  const envelope = Envelope.safeParse(body)
  const code = envelope.success ? envelope.data.code : undefined
  return code && /^[\w.-]{1,60}$/.test(code) && !/\d{5}/.test(code) ? code : undefined
}
