import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import type { Target, WriteResult } from '../../src/proxy/adapter/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { countPieces, createCartServer, type LineOfTest, type Manners } from './bigcommerce-upstream/cart-server.ts'
import { type Chosen, type Modifier, products } from './bigcommerce-upstream/catalogue.ts'

const signal = () => AbortSignal.timeout(8000)

const text = fc.oneof(
  fc.constantFrom(
    'Ann',
    ' Ann ',
    'Tom & Ann',
    'Tom &amp; Ann',
    '"A" <b>',
    '&lt;b&gt;',
    "O'Neill &#039;",
    '10',
    'zwei\nZeilen',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((typed) => typed.trim() !== ''),
)
// Days of which the English text is unambiguous, at the shop's midnight five hours behind.
const day = fc.integer({ min: 12_000, max: 24_000 }).map((days) => days * 86_400 + 18_000)

const values: Record<Modifier['type'], (modifier: Modifier) => fc.Arbitrary<Chosen>> = {
  text: () => text.map((typed) => ({ text: typed })),
  number: () => fc.integer({ min: 1, max: 99 }).map((number) => ({ text: String(number) })),
  date: () => day.map((seconds) => ({ day: seconds })),
  'pick-list': ({ values: listed = {} }) =>
    fc.constantFrom(...Object.keys(listed)).map((id) => ({ valueId: Number(id) })),
  checkbox: ({ values: listed = {} }) => fc.constantFrom(...Object.keys(listed)).map((id) => ({ valueId: Number(id) })),
}

const anyLine: fc.Arbitrary<LineOfTest> = fc.constantFrom(...products.slice(1)).chain((product) =>
  fc
    .tuple(
      fc.constantFrom(...Object.values(product.variants)),
      fc.integer({ min: 1, max: 4 }),
      fc.tuple(
        ...product.modifiers.map((modifier) => {
          const value = values[modifier.type](modifier).map((chosen) => [modifier.id, chosen] as const)
          return modifier.required ? value : fc.option(value, { nil: undefined })
        }),
      ),
    )
    .map(([variantId, quantity, modifiers]) => ({
      productId: product.id,
      variantId,
      quantity,
      modifiers: modifiers.filter((chosen) => chosen !== undefined),
    })),
)

const contentOf = (line: LineOfTest) => Object.keys(piecesOf([line]))[0] ?? ''
function piecesOf(lines: LineOfTest[]): Record<string, number> {
  const server = createCartServer()
  return server.pieces(server.openCart(lines).id)
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#039': "'" }
const unescaped = (typed: string) => typed.replace(/&(amp|lt|gt|quot|#039);/g, (_, name) => signs[name] ?? '')

/** Different lines: BigCommerce makes one of two that are the same. Two that differ in an `&amp;` alone are left out. */
const anyLines = fc.uniqueArray(anyLine, {
  selector: (line) => unescaped(contentOf(line)),
  minLength: 1,
  maxLength: 4,
})

const anyManners: fc.Arbitrary<Partial<Manners>> = fc.record({
  texts: fc.constantFrom('as-typed', 'escaped'),
  dates: fc.constantFrom('either', 'timestamp', 'calendar'),
  optionsInWriteAnswers: fc.boolean(),
  optionsOfPut: fc.constantFrom('kept', 'replaced'),
})

const anyStep = fc.record({
  /** By index; what is left out is no target. */
  quantities: fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }), { minLength: 4, maxLength: 4 }),
  events: fc.array(fc.constantFrom('nothing', 'answer', 'request', 'conflict'), { maxLength: 3 }),
})

// Never a target, so that the cart never becomes empty; it is what changes in another window.
const mug: LineOfTest = { productId: 101, variantId: 1001, quantity: 1 }

test('random targets end with exactly the pieces and options at the platform, and no line is added twice', async () => {
  const steps = fc.array(anyStep, { minLength: 1, maxLength: 4 })
  let writes = 0
  await fc.assert(
    fc.asyncProperty(anyLines, anyManners, steps, async (lines, manners, plan) => {
      const server = createCartServer(manners)
      const held = server.openCart([...lines, mug])
      const { fetch } = server
      const { recovery, cart } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch })
      assert.ok(recovery && cart)
      const known = (await recovery.read(held.id, signal())).lines.map(({ id, spec }) => ({ id, spec }))
      const wanted = [...lines, mug].map(({ quantity }) => quantity)
      for (const { quantities, events } of plan) {
        const from = await recovery.read(held.id, signal())
        const asked = lines.flatMap((_, index) => (quantities[index] === undefined ? [] : [index]))
        const absent = asked.filter((index) => wanted[index] === 0 && quantities[index] !== 0).length
        const gone = asked.filter((index) => wanted[index] !== 0 && quantities[index] === 0).length
        for (const index of asked) wanted[index] = quantities[index] ?? 0
        for (const event of events) {
          const before = (found: typeof held) => {
            const other = found.lines.find(({ product }) => product.id === mug.productId)
            if (other) other.quantity++
            wanted[lines.length] = other?.quantity ?? 0
            found.version++
          }
          server.around.push(event === 'nothing' ? {} : event === 'conflict' ? { before } : { lost: event })
        }
        const first = server.sent.length
        const targets = asked.map((index) => ({ ...known[index], quantity: wanted[index] ?? 0 }))
        const result: WriteResult = await cart.apply(from, targets as Target[], signal())
        server.around.length = 0
        for (const { id, newId, optionsChanged } of result.lines) {
          assert.equal(optionsChanged, undefined)
          const line = known.find((candidate) => candidate.id === id)
          if (line && newId) line.id = newId
        }
        assert.deepEqual([result.refused, result.changedElsewhere], [[], []])
        const expected = countPieces([...lines, mug].flatMap((line, index) => createLines(line, wanted[index] ?? 0)))
        assert.deepEqual(server.pieces(held.id), expected)
        const taken = server.sent.slice(first).filter(({ status }) => status === 200 || status === 201)
        const added = taken.filter(({ call }) => call.startsWith('POST')).length
        const removed = taken.filter(({ call }) => call.startsWith('DELETE')).length
        assert.ok(added <= absent + removed - gone, `${added} added for ${absent}, ${removed} removed for ${gone}`)
        writes += taken.filter(({ call }) => !call.startsWith('GET')).length
      }
    }),
    { numRuns: 300 },
  )
  console.log(`Random carts: ${writes} writes taken, each piece and option as chosen`)
})

function createLines(line: LineOfTest, quantity: number) {
  const server = createCartServer()
  return quantity === 0 ? [] : server.openCart([{ ...line, quantity }]).lines
}

test('a random cart is copied with exactly its pieces and options', async () => {
  await fc.assert(
    fc.asyncProperty(anyLines, anyManners, async (lines, manners) => {
      const server = createCartServer({ ...manners, redirects: 'api-carts-only' })
      const held = server.openCart(lines)
      const { fetch } = server
      const { checkout } = bigcommerce({ storeHash: 'abc123', accessToken: 'a-token-of-a-test', fetch })
      const link = await checkout?.link(held.id, signal())
      assert.ok(link)
      assert.deepEqual([server.pieces(link.cartId), link.linesChanged], [server.pieces(held.id), undefined])
      assert.equal(server.carts.size, 2)
    }),
    { numRuns: 200 },
  )
})
