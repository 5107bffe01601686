import type { Chosen, DateForms } from './catalogue.ts'
import { products } from './catalogue.ts'
import { contentOf, type Line, type LineRequest, Refusal, readLine, showLine, type TextForm } from './lines.ts'

/** What documents leave open, or what was seen in answers of real stores. */
export interface Manners {
  texts: TextForm
  dates: DateForms
  /** Whether the answer of a write holds the chosen options, although they were asked for. */
  optionsInWriteAnswers: boolean
  /** What `PUT` does with options: "only list_price and quantity are supported", "missing modifiers will be deleted". */
  optionsOfPut: 'kept' | 'replaced'
  /** An optional modifier that the shop removed meanwhile: a write takes it, and forgets it. */
  forgets?: number
  hasVersion: boolean
  /** "Redirect URLs can only be generated from carts that were created using the REST Management API." */
  redirects: 'any-cart' | 'api-carts-only'
  /** Coupon codes that are taken. */
  coupons: string[]
  /** A cart has one coupon, and another takes its place. */
  oneCoupon?: boolean
}

export interface Cart {
  id: string
  lines: Line[]
  version: number
  customerId: number
  channelId: number
  coupons: string[]
  billingAddress: Record<string, unknown> | null
  madeBy: 'storefront' | 'api'
}

/** What requests are read of. */
interface Body {
  line_items?: LineRequest[]
  line_item?: LineRequest
  version?: number
  customer_id?: number
  channel_id?: number
  coupon_code?: string
  [field: string]: unknown
}

/** What happens around one call: an edit from elsewhere before it, a refusal, or its answer or the call itself lost. */
export interface Around {
  before?: (cart: Cart) => void
  lost?: 'answer' | 'request'
  /** Refused with this status, and nothing is done. */
  status?: number
}

/**
 * The carts of BigCommerce's management API, from reference/carts.v3.yml and contracts of the guide alone: it shares no
 * code and no type with the sandbox or the adapter, and counts pieces and options itself.
 */
export function createCartServer(manners: Partial<Manners> = {}) {
  const told: Manners = {
    texts: 'as-typed',
    dates: 'either',
    optionsInWriteAnswers: true,
    optionsOfPut: 'replaced',
    hasVersion: true,
    redirects: 'any-cart',
    coupons: [],
    ...manners,
  }
  const carts = new Map<string, Cart>()
  const sent: { call: string; body: unknown; status: number }[] = []
  const around: Around[] = []
  const aroundReads: Around[] = []
  let count = 0

  const newLine = (content: Omit<Line, 'id' | 'quantity'>, quantity: number): Line => ({
    ...content,
    id: `line-${++count}`,
    quantity,
  })

  function write(request: LineRequest) {
    const content = readLine(request, told.dates)
    if (told.forgets !== undefined) content.modifiers.delete(told.forgets)
    return content
  }

  function addTo(cart: Cart, request: LineRequest) {
    const content = write(request)
    const same = cart.lines.find((line) => !line.isGift && contentOf(line) === contentOf(content))
    if (same) same.quantity += request.quantity
    else cart.lines.push(newLine(content, request.quantity))
  }

  function answer(method: string, path: string, query: URLSearchParams, body: Body): [number, unknown?] {
    const [root, id = '', part, item] = path.split('/')
    if (root === 'catalog') return part ? showVariant(path) : showCatalogue(path)
    if (root === 'abandoned-carts') return [200, { data: { cart_id: fromToken(id) }, meta: {} }]
    if (root === 'carts' && method === 'POST' && !part && !id) return create(query, body)
    const cart = carts.get(id)
    if (!cart) return [method === 'GET' ? 404 : 500, { status: 500, title: 'Internal Server Error' }]
    if (root === 'checkouts') return checkout(cart, method, part, body)
    if (method === 'GET') return [200, show(cart, query, true)]
    if (method === 'DELETE' && !part) return [carts.delete(id) ? 204 : 404]
    if (part === 'redirect_urls') return [201, { data: redirectUrls(cart), meta: {} }]
    if (body.version !== undefined && told.hasVersion && body.version !== cart.version) return [409, { status: 409 }]
    const line = cart.lines.find((candidate) => candidate.id === item)
    if (item && !line) return [404, { status: 404 }]
    if (method === 'POST') for (const request of body.line_items ?? []) addTo(cart, request)
    if (method === 'PUT' && line && body.line_item) set(line, body.line_item)
    if (method === 'DELETE') cart.lines = cart.lines.filter((candidate) => candidate !== line)
    cart.version++
    if (cart.lines.length === 0) return [carts.delete(id) ? 204 : 404]
    return [method === 'POST' ? 201 : 200, show(cart, query, told.optionsInWriteAnswers)]
  }

  function set(line: Line, request: LineRequest) {
    if (line.isMutable === false || line.isGift) throw new Refusal(422, 'This line cannot be changed')
    const { modifiers } = write(request)
    if (told.optionsOfPut === 'replaced') line.modifiers = modifiers
    line.quantity = request.quantity
  }

  function create(query: URLSearchParams, body: Body): [number, unknown] {
    const cart = open({ madeBy: 'api', customerId: body.customer_id ?? 0, channelId: body.channel_id ?? 1 })
    try {
      for (const request of body.line_items ?? []) addTo(cart, request)
    } catch (error) {
      carts.delete(cart.id)
      throw error
    }
    const { data, meta } = show(cart, query, told.optionsInWriteAnswers)
    const asked = query.get('include')?.includes('redirect_urls')
    return [201, { data: { ...data, ...(asked && { redirect_urls: redirectUrls(cart) }) }, meta }]
  }

  function redirectUrls(cart: Cart) {
    if (told.redirects === 'api-carts-only' && cart.madeBy !== 'api') throw new Refusal(422, 'made on the storefront')
    const url = `https://shop.example/cart.php?action=loadInCheckout&id=${cart.id}&token=${++count}`
    return { cart_url: url, checkout_url: url, embedded_checkout_url: url }
  }

  function checkout(cart: Cart, method: string, part: string | undefined, body: Body): [number, unknown] {
    if (part === 'coupons') {
      const { coupon_code = '' } = body
      if (!told.coupons.includes(coupon_code)) throw new Refusal(422, 'The coupon code is not valid')
      if (!cart.coupons.includes(coupon_code)) cart.coupons = [...(told.oneCoupon ? [] : cart.coupons), coupon_code]
    }
    if (part === 'billing-address') {
      if (!body.email || !body.country_code) throw new Refusal(422, 'email and country_code are required')
      cart.billingAddress = body
    }
    if (method !== 'GET') cart.version++
    return [200, { data: { id: cart.id, billing_address: cart.billingAddress }, meta: {} }]
  }

  function show(cart: Cart, query: URLSearchParams, tellsOptions: boolean) {
    const asked = query.get('include')?.includes('line_items.physical_items.options') ?? false
    const email = cart.billingAddress?.email ?? ''
    const data = {
      id: cart.id,
      customer_id: cart.customerId,
      channel_id: cart.channelId,
      email,
      currency: { code: 'USD' },
      tax_included: false,
      base_amount: 10,
      discount_amount: 0,
      cart_amount: 10,
      coupons: cart.coupons.map((code, index) => ({ id: index + 1, code, display_name: code, coupon_type: 'x' })),
      line_items: {
        physical_items: cart.lines.map((line) => showLine(line, told.texts, asked && tellsOptions)),
        digital_items: [],
        gift_certificates: [],
        custom_items: [],
      },
      locale: 'en',
      ...(told.hasVersion && { version: cart.version }),
    }
    return { data, meta: {} }
  }

  function open(cart: Partial<Cart>): Cart {
    const id = `${String(++count).padStart(8, '0')}-0000-4000-8000-000000000000`
    const empty = { lines: [], version: 1, customerId: 0, channelId: 1, coupons: [], billingAddress: null }
    const opened: Cart = { ...empty, madeBy: 'storefront', ...cart, id }
    carts.set(id, opened)
    return opened
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const path = url.pathname.replace(/^\/stores\/\w+\/v3\//, '')
    const text = await request.text()
    const body = text ? JSON.parse(text) : {}
    const { before, lost, status: refused } = (request.method === 'GET' ? aroundReads : around).shift() ?? {}
    const cart = carts.get(path.split('/')[1] ?? '')
    if (before && cart) before(cart)
    if (lost === 'request') throw new TypeError('the connection broke')
    const [status, answered] = refused
      ? [refused, { status: refused }]
      : respond(() => answer(request.method, path, url.searchParams, body))
    sent.push({ call: `${request.method} ${path}`, body, status })
    if (lost === 'answer') throw new TypeError('the connection broke')
    return answered === undefined ? new Response(null, { status }) : Response.json(answered, { status })
  }

  return {
    fetch,
    sent,
    /** Around the next writes, one after the other. */
    around,
    /** Around the next reads. */
    aroundReads,
    carts,
    /** A cart with these lines. */
    openCart(lines: readonly LineOfTest[], cart: Partial<Cart> = {}): Cart {
      return open({ ...cart, lines: lines.map((line) => toLine(line, newLine)) })
    },
    /** Pieces by what they are, as the upstream itself counts them. */
    pieces: (cartId: string): Record<string, number> => countPieces(carts.get(cartId)?.lines ?? []),
  }
}

export interface LineOfTest {
  productId: number
  variantId: number
  quantity: number
  modifiers?: readonly (readonly [number, Chosen])[]
  isGift?: boolean
  isMutable?: boolean
}

function toLine(
  { productId, variantId, quantity, modifiers = [], ...flags }: LineOfTest,
  newLine: (content: Omit<Line, 'id' | 'quantity'>, quantity: number) => Line,
): Line {
  const product = products.find(({ id }) => id === productId)
  if (!product) throw new TypeError('no such product')
  return newLine({ product, variantId, modifiers: new Map(modifiers), ...flags }, quantity)
}

export function countPieces(lines: readonly Omit<Line, 'id'>[]): Record<string, number> {
  const pieces: Record<string, number> = {}
  for (const line of lines) if (!line.isGift) pieces[contentOf(line)] = (pieces[contentOf(line)] ?? 0) + line.quantity
  return pieces
}

/** A cart's id without its dashes serves as the token of its link. */
export const toToken = ({ id }: Cart) => id.replaceAll('-', '')
const fromToken = (token: string) => token.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

/** Everything can be bought, and nothing is counted. */
function showCatalogue(path: string): [number, unknown] {
  const ofProduct = ({ id, variants }: (typeof products)[number]) =>
    Object.values(variants).map((variantId) => ({ id: variantId, product_id: id, purchasing_disabled: false }))
  const sold = { availability: 'available', is_visible: true, inventory_tracking: 'none' }
  const data = path.endsWith('variants')
    ? products.flatMap(ofProduct)
    : products.map((product) => ({ id: product.id, ...sold, variants: ofProduct(product) }))
  return [200, { data, meta: {} }]
}

function showVariant(path: string): [number, unknown] {
  const [, productId, variantId] = /^catalog\/products\/(\d+)\/variants\/(\d+)$/.exec(path) ?? []
  const product = products.find(({ id }) => id === Number(productId))
  const value = Object.entries(product?.variants ?? {}).find(([, id]) => id === Number(variantId))?.[0]
  if (!product || value === undefined) return [404, { status: 404 }]
  const { option } = product
  const option_values = option ? [{ option_id: option.id, id: Number(value), label: option.values[Number(value)] }] : []
  return [200, { data: { id: Number(variantId), product_id: product.id, option_values }, meta: {} }]
}

function respond(answer: () => [number, unknown?]): [number, unknown?] {
  try {
    return answer()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [error.status, { status: error.status, title: error.message, type: '', errors: {} }]
  }
}
