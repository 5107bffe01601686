import type { SandboxContext } from '../sandbox-context.ts'
import { countProducts, viewCart, viewTime } from './cart-view.ts'
import { findKnown } from './carts.ts'
import { invalid, TjarFailure } from './failure.ts'
import { type Operation, type OperationAnswer, type OperationRequest, succeed } from './operation.ts'
import type { TjarCart } from './state.ts'

/** Reading carts: the abandoned ones page by page, and one in detail. */
export const listOperations: Operation[] = [
  {
    method: 'GET',
    path: '/abandoned-carts',
    source:
      '/list-abandoned-carts-32447055e0, whose answer is cut off; date_to and paging are inferred from /list-orders-28079063e0',
    query: ['products_count', 'date_from', 'date_to', 'page', 'per_page'],
    answer: listCarts,
  },
  {
    method: 'GET',
    path: '/abandoned-carts/:identifier',
    source: '/get-abandoned-cart-details-32447061e0; no failure is shown, so every refusal is inferred',
    answer: readCart,
  },
]

function readCart({ identifier, language }: OperationRequest, context: SandboxContext): OperationAnswer {
  const cart = findKnown(identifier, context)
  if (cart) return succeed('found', language, viewCart(cart, language, context))
  if (context.readings.get('tjarUnknownCart') === 'null-data') return succeed('found', language, null)
  throw new TjarFailure(404, 'notFound')
}

function listCarts({ query, language }: OperationRequest, context: SandboxContext): OperationAnswer {
  const { world, readings } = context
  const found = world.tjar.carts
    .filter((cart) => cart.status === 'abandoned' && matchesQuery(cart, query, context))
    .toSorted((one, two) => two.updatedAt - one.updatedAt)
  const isPaged = readings.get('tjarPageParameters') === 'understood'
  const requestedPage = readCount(query, 'page') ?? 1
  const perPage = Math.min(100, readCount(query, 'per_page') ?? world.accounts.tjar.perPage)
  const size = isPaged ? perPage : world.accounts.tjar.perPage
  const pages = Math.max(1, Math.ceil(found.length / size))
  const isLastRepeated = readings.get('tjarPastEnd') === 'repeats-last'
  const page = isPaged ? (isLastRepeated ? Math.min(requestedPage, pages) : requestedPage) : 1
  const rows = found
    .slice((page - 1) * size, page * size)
    .map((cart) => viewRow(viewCart(cart, language, context), context))
  const paging = { [readings.get('tjarPageNumber')]: page, [readings.get('tjarPageCount')]: pages, per_page: size }
  return answerList(rows, { ...paging, total: found.length }, language, context)
}

/** The answer with the list and its paging where the readings put them. */
function answerList(
  rows: object[],
  paging: object,
  language: OperationRequest['language'],
  { readings }: SandboxContext,
): OperationAnswer {
  const list = readings.get('tjarList')
  const place = readings.get('tjarPaging')
  const isInside = place === 'data.pagination' && list !== 'data'
  const data = list === 'data' ? rows : { [list.slice('data.'.length)]: rows, ...(isInside && { pagination: paging }) }
  if (isInside || place === 'absent') return succeed('listed', language, data)
  return succeed('listed', language, data, { [place === 'meta' ? 'meta' : 'pagination']: paging })
}

function viewRow({ products, ...row }: ReturnType<typeof viewCart>, { readings }: SandboxContext): object {
  return readings.get('tjarListRows') === 'full' ? { ...row, products } : row
}

function matchesQuery(cart: TjarCart, query: URLSearchParams, context: SandboxContext): boolean {
  const { readings } = context
  const day = viewTime(readings.get('tjarDates') === 'created_at' ? cart.createdAt : cart.updatedAt, context).slice(
    0,
    10,
  )
  const from = readDay(query, 'date_from')
  const to = readDay(query, 'date_to')
  if ((from !== undefined && day < from) || (to !== undefined && day > to)) return false
  const requestedCount = readCount(query, 'products_count', 0)
  if (requestedCount === undefined) return true
  const count = countProducts(cart, context)
  return readings.get('tjarProductsFilter') === 'exact' ? count === requestedCount : count >= requestedCount
}

function readDay(query: URLSearchParams, name: string): string | undefined {
  const day = query.get(name)
  if (day === null) return undefined
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) throw invalid({ [name]: 'must be YYYY-MM-DD' })
  return day
}

function readCount(query: URLSearchParams, name: string, minimum = 1): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const count = Number(text)
  if (text === '' || !Number.isSafeInteger(count) || count < minimum) {
    throw invalid({ [name]: `must be a whole number from ${minimum}` })
  }
  return count
}
