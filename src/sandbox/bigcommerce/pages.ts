import { BigCommerceFailure } from './failure.ts'

/** Reads a comma-separated list of whole numbers. */
export function readIds(query: URLSearchParams, name: string): number[] | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const ids = text.split(',').map(Number)
  if (text === '' || !ids.every(Number.isSafeInteger)) {
    throw new BigCommerceFailure(422, 'The filter is not valid', { [name]: 'must be a list of whole numbers' })
  }
  return ids
}

/** Reads a comma-separated list of texts. */
export function readList(query: URLSearchParams, name: string): string[] | undefined {
  return query.get(name)?.split(',').filter(Boolean)
}

/** One page of rows in BigCommerce's envelope. */
export function answerPage<Row>(rows: Row[], query: URLSearchParams, maximum: number) {
  const limit = readCount(query, 'limit', Math.min(50, maximum), maximum)
  const page = readCount(query, 'page', 1, Number.MAX_SAFE_INTEGER)
  const totalPages = Math.max(1, Math.ceil(rows.length / limit))
  const data = rows.slice((page - 1) * limit, page * limit)
  const link = (number: number) => `?${new URLSearchParams({ page: String(number), limit: String(limit) })}`
  return {
    status: 200,
    body: {
      data,
      meta: {
        pagination: {
          total: rows.length,
          count: data.length,
          per_page: limit,
          current_page: page,
          total_pages: totalPages,
          links: {
            ...(page > 1 && { previous: link(page - 1) }),
            current: link(page),
            ...(page < totalPages && { next: link(page + 1) }),
          },
        },
      },
    },
  }
}

function readCount(query: URLSearchParams, name: string, fallback: number, maximum: number): number {
  const text = query.get(name)
  if (text === null) return fallback
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new BigCommerceFailure(422, 'The filter is not valid', { [name]: 'must be a whole number of at least 1' })
  }
  // A number above the maximum is lowered to it without an error (inferred).
  return Math.min(count, maximum)
}
