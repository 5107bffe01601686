import { vendure } from '../../src/proxy/platforms/vendure/vendure.ts'

/** One line as the double has it. */
export interface DoubleLine {
  id: string
  variantId: string
  quantity: number
}

type Question = { query: string; variables: Record<string, unknown> }
type Change = { lineId: string | null; variantId: string; from: number; to: number }

const secret = Buffer.alloc(32, 5).toString('base64url')

/**
 * Vendure's Admin API with one cart, as docs/vendure.md has the plugin: for what the engine in memory cannot be brought to, such as
 * two lines of one variant. Lines that are added again go to a line of the same variant.
 */
export function openVendureDouble(lines: DoubleLine[], { precision = 2, currency = 'USD' } = {}) {
  const held = structuredClone(lines)
  const writes: Change[][] = []
  let nextId = 100
  /** Replaces the answers to come, by the name of the question: a body, a status, or a failure. */
  const answers = new Map<string, (() => object | number)[]>()
  const asked: { name: string; headers: Headers; url: string }[] = []

  const toOrder = () => ({
    ...{ id: '7', state: 'AddingItems', active: true, currencyCode: currency, couponCodes: [], discounts: [] },
    subTotalWithTax: held.reduce((sum, { quantity }) => sum + quantity * 1000, 0),
    channels: [{ id: '1', code: '__default_channel__', token: 'token' }],
    customer: null,
    lines: held.map(({ id, variantId, quantity }) => ({
      ...{ id, quantity, discountedUnitPriceWithTax: 1000, featuredAsset: null },
      productVariant: { id: variantId, sku: variantId, name: variantId, product: null, options: [] },
    })),
  })

  function setLines(changes: Change[]) {
    writes.push(changes)
    const find = ({ lineId, variantId }: Change) =>
      held.find(({ id }) => id === lineId) ?? (lineId ? undefined : held.find((line) => line.variantId === variantId))
    const quantityOf = (change: Change) => find(change)?.quantity ?? 0
    if (changes.every((change) => quantityOf(change) === change.to))
      return { __typename: 'CartLinesSet', order: toOrder() }
    if (changes.some((change) => quantityOf(change) !== change.from))
      return { __typename: 'CartChanged', order: toOrder() }
    for (const change of changes) {
      const line = find(change)
      if (!line) held.push({ id: String(nextId++), variantId: change.variantId, quantity: change.to })
      else if (change.to === 0) held.splice(held.indexOf(line), 1)
      else line.quantity = change.to
    }
    return { __typename: 'CartLinesSet', order: toOrder() }
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { query, variables } = JSON.parse(String(init?.body)) as Question
    const [, name = ''] = /^(?:query|mutation) (\w+)/.exec(query) ?? []
    asked.push({ name, headers: new Headers(init?.headers), url: String(input) })
    const [next] = answers.get(name)?.splice(0, 1) ?? []
    if (next) {
      const answer = next()
      return typeof answer === 'number' ? new Response('{}', { status: answer }) : Response.json(answer)
    }
    if (name === 'CartRecoverySetLines') {
      return Response.json({ data: { result: setLines(variables.lines as Change[]) } })
    }
    const globalSettings = { serverConfig: { moneyStrategyPrecision: precision } }
    return Response.json({ data: { globalSettings, order: toOrder() } })
  }

  const platform = vendure({
    ...{ apiUrl: 'https://vendure.example/api/admin', apiKey: 'key', secret, language: 'de' },
    ...{ checkoutUrl: 'https://shop.example/checkout?from=cart', fetch },
  })
  return {
    ...{ platform, held, writes, asked, secret, setLines },
    /** The next question of this name is answered otherwise. */
    answer(name: string, next: () => object | number) {
      answers.set(name, [...(answers.get(name) ?? []), next])
    },
    quantities: () => Object.fromEntries(held.map(({ id, quantity }) => [id, quantity])),
  }
}
