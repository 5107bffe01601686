import * as z from 'zod'

import { type Upstream, UpstreamError } from '../../adapter/index.ts'

/** What a call of the Admin API is made in. Without it the channel of the options, or the server's default. */
export interface CallContext {
  /** Names a channel. */
  channelToken?: string | undefined
  /** Without it a write would bring a cart of another currency to the channel's default one. */
  currency?: string | undefined
}

/** One question to the Admin API. */
export interface Question<Answer extends z.ZodType> extends CallContext {
  document: string
  variables?: Record<string, unknown>
  answer: Answer
  signal: AbortSignal
}

const Envelope = z.object({ data: z.unknown() }).transform(({ data }) => data)

/** The Admin API: one address, asked by POST whether something changes or not. */
export type VendureApi = ReturnType<typeof createVendureApi>

/** `path` is the last part of its address. `language` names products, where they have several names. */
export function createVendureApi(upstream: Upstream, path: string, language: string | undefined) {
  function toCall<Answer extends z.ZodType>(question: Question<Answer>) {
    const { document, variables = {}, answer, signal, channelToken, currency } = question
    const [, name = ''] = /^(?:query|mutation) (\w+)/.exec(document) ?? []
    const query = new URLSearchParams({
      ...(language && { languageCode: language }),
      ...(currency && { currencyCode: currency }),
    }).toString()
    return {
      method: 'POST' as const,
      path: `${path}${query && `?${query}`}`,
      route: `/admin-api ${name}`,
      body: { query: document, variables },
      ...(channelToken && { headers: { 'vendure-token': channelToken } }),
      answer: Envelope.pipe(answer),
      signal,
    }
  }

  return {
    /** Throws `UpstreamError`; so do the others. */
    read: <Answer extends z.ZodType>(question: Question<Answer>) => upstream.read(toCall(question)),
    write: <Answer extends z.ZodType>(question: Question<Answer>) => upstream.write(toCall(question)),
  }
}

/** The server does not know what was asked: the plugin is missing, or it is of another version. */
export const isUnknownToServer = (error: unknown): error is UpstreamError =>
  error instanceof UpstreamError && error.code === 'GRAPHQL_VALIDATION_FAILED'
