import { cartIdOf } from './store.ts'

const perPage = 15
const pages = 4

/** What Tjar answers at this path: its list of the last carts that were left, or one cart. */
export function tjarAnswer(url: string): unknown {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
  const data = pathname.endsWith('/abandoned-carts') ? listOf(Number(searchParams.get('page') ?? 1)) : cart(0)
  return { status: 'success', message: 'Done', data }
}

function listOf(page: number) {
  const abandoned_carts = Array.from({ length: perPage }, (_, index) => cart((page - 1) * perPage + index))
  return {
    abandoned_carts,
    pagination: { current_page: page, last_page: pages, per_page: perPage, total: pages * perPage },
  }
}

function cart(index: number) {
  const at = `${new Date().toISOString().slice(0, 10)} 00:00:00`
  const customer = { id: 7, name: 'Ada Sender', email: 'ada@example.org', mobile: '0512345678' }
  const times = { created_at: at, updated_at: at }
  return {
    identifier: cartIdOf('tjar', 10_000_000 + index),
    url: 'https://bench.tjar.sa/checkout/fromBasket/2',
    order_id: null,
    phase: 'abandoned',
    customer,
    products: [],
    products_count: 0,
    reminders_count: 0,
    cart_total: 59.97,
    ...times,
  }
}
