import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { base64url, CompactEncrypt } from 'jose'
import pg from 'pg'
import { vendure } from '../../../src/proxy/platforms/vendure/vendure.ts'
import { startPostgres } from '../../setup/postgres.ts'
import { readLineIds, setCartLines } from '../cart-lines.ts'
import { openShop } from '../shopper.ts'
import { type Engine, startEngine } from '../start-engine.ts'
import { startReceiver } from '../webhook-receiver.ts'
import { optionsFor } from './setup.ts'

// The plugin on a database where transactions really run beside each other. What is counted is counted in the engine's own tables.

const secret = randomBytes(32).toString('base64url')
const [postgres, receiver] = await Promise.all([startPostgres(), startReceiver(secret)])
const postgresUrl = (await postgres?.createDatabase()) ?? ''
const start = (after?: Engine) => startEngine({ postgresUrl, secret, webhookUrl: receiver.url, after })
let started = postgres && (await start())
const tables = new pg.Pool({ connectionString: postgresUrl })
tables.on('error', () => {})
after(async () => {
  await started?.close()
  await tables.end()
  await Promise.all([postgres?.close(), receiver.close()])
})
const options = { skip: started === undefined }
const engine = (): Engine => started ?? assert.fail('no engine')
const eight = <Result>(make: (at: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: 8 }, (_, at) => make(at)))

const quantitiesOf = async (orderId: string): Promise<number[]> => {
  const { rows } = await tables.query('SELECT quantity FROM order_line WHERE "orderId" = $1 ORDER BY id', [orderId])
  return rows.map(({ quantity }) => quantity)
}
const setLines = async (orderId: string, lines: object[]) => {
  const { result } = await engine().keyed(setCartLines, { orderId, lines })
  return String(result.__typename)
}
const count = (ends: string[], name: string) => ends.filter((end) => end === name).length

async function leaveCart() {
  const { plenty = '', spare = '' } = engine().variants
  const shopper = openShop(engine())
  const orderId = await shopper.add(plenty, 2)
  const lineId = (await readLineIds(engine().admin, orderId))[plenty]
  return { shopper, orderId, line: { lineId, variantId: plenty }, plenty, spare }
}

test('eight writes at once: one is done, seven say that the cart has changed', options, async () => {
  const { orderId, line } = await leaveCart()
  const ends = await eight((at) => setLines(orderId, [{ ...line, from: 2, to: 10 + at }]))
  assert.deepEqual([count(ends, 'CartLinesSet'), count(ends, 'CartChanged')], [1, 7])
  assert.deepEqual(await quantitiesOf(orderId), [10 + ends.indexOf('CartLinesSet')])
})

test('the same write eight times at once is done once, and is no surprise to any', options, async () => {
  const { orderId, line, spare } = await leaveCart()
  const lines = [
    { ...line, from: 2, to: 5 },
    { variantId: spare, from: 0, to: 1 },
  ]
  assert.equal(count(await eight(() => setLines(orderId, lines)), 'CartLinesSet'), 8)
  assert.deepEqual(await quantitiesOf(orderId), [5, 1])
})

test('the shopper’s own edit at the same time is never lost', options, async () => {
  const { orderId, shopper, line } = await leaveCart()
  const adjust = `mutation ($lineId: ID!, $quantity: Int!) { adjustOrderLine(orderLineId: $lineId, quantity: $quantity) {
    ... on ErrorResult { errorCode } } }`
  let present = 2
  let refused = 0
  for (let round = 0; round < 12; round += 1) {
    const theirs = 20 + round
    const [end] = await Promise.all([
      setLines(orderId, [{ ...line, from: present, to: 3 }]),
      shopper.ask(adjust, { lineId: line.lineId, quantity: theirs }),
    ])
    assert.deepEqual(await quantitiesOf(orderId), [theirs], end)
    refused += end === 'CartChanged' ? 1 : 0
    present = theirs
  }
  console.log(`the shopper was first in ${refused} of 12 rounds`)
})

test('lines that simultaneous additions doubled are set one by one', options, async () => {
  const { plenty = '', spare = '' } = engine().variants
  const shopper = openShop(engine())
  const orderId = await shopper.add(plenty)
  await Promise.allSettled([1, 2, 3].map(() => shopper.add(spare)))
  const { rows } = await tables.query(
    'SELECT id, quantity FROM order_line WHERE "orderId" = $1 AND "productVariantId" = $2 ORDER BY id',
    [orderId, spare],
  )
  console.log(`${rows.length} lines of one variant`)
  const lines = rows.map(({ id, quantity }, at) => {
    return { lineId: String(id), variantId: spare, from: quantity, to: at === 0 ? 3 : 0 }
  })
  assert.equal(await setLines(orderId, lines), 'CartLinesSet')
  assert.deepEqual(await quantitiesOf(orderId), [1, 3])
})

const signal = () => AbortSignal.timeout(20_000)

test('the adapter shows doubled lines as they are, and sets each', options, async () => {
  const { plenty = '', spare = '' } = engine().variants
  const shopper = openShop(engine())
  const orderId = await shopper.add(plenty)
  await Promise.allSettled([1, 2, 3].map(() => shopper.add(spare)))
  const { recovery, availability, cart: port } = vendure(optionsFor(engine()))
  const cart = await recovery?.read(orderId, signal())
  assert.ok(cart && availability && port)
  const doubled = cart.lines.filter(({ variantId }) => variantId === spare)
  assert.deepEqual(
    doubled.map(({ quantity }) => quantity),
    (await quantitiesOf(orderId)).slice(1),
  )
  const stock = await availability.check(doubled, signal())
  assert.deepEqual(new Set(doubled.map(({ id }) => stock.get(id)?.sharedStockId)), new Set([spare]))
  const [first = assert.fail(), ...others] = doubled
  const removed = await port.apply(
    cart,
    [...others.map((line) => ({ ...line, quantity: 0 })), { ...first, quantity: 2 }],
    signal(),
  )
  assert.deepEqual(await quantitiesOf(orderId), [1, 2])
  // An undo: those that were taken out come back as pieces of the one that stayed, once.
  const { cart: again } = await port.apply(removed.cart, doubled, signal())
  await port.apply(again, doubled, signal())
  const pieces = doubled.reduce((sum, { quantity }) => sum + quantity, 0)
  assert.deepEqual(await quantitiesOf(orderId), [1, pieces])
})

test('eight taps at once, through the adapter, end with the largest that was asked for', options, async () => {
  const { orderId } = await leaveCart()
  const { recovery, cart: port } = vendure(optionsFor(engine()))
  const cart = await recovery?.read(orderId, signal())
  assert.ok(cart && port)
  const [line = assert.fail()] = cart.lines
  const results = await eight((at) => port.apply(cart, [{ ...line, quantity: 10 + at }], signal()))
  assert.deepEqual(await quantitiesOf(orderId), [17])
  for (const { refused, brokeOff } of results) assert.deepEqual([refused, brokeOff], [[], undefined])
})

test('eight sessions claim one code: one has the cart', options, async () => {
  const { orderId } = await leaveCart()
  const exp = Math.floor(Date.now() / 1000) + 600
  const content = new TextEncoder().encode(JSON.stringify({ cart: orderId, nonce: crypto.randomUUID(), exp }))
  const header = { alg: 'dir', enc: 'A256GCM' }
  const code = await new CompactEncrypt(content).setProtectedHeader(header).encrypt(base64url.decode(secret))
  const before = await sessionsWith(orderId)
  const ends = await eight(async () => {
    const document = 'mutation ($code: String!) { result: claimCart(code: $code) { __typename } }'
    return String((await openShop(engine()).ask(document, { code })).result.__typename)
  })
  assert.deepEqual([count(ends, 'CartClaimed'), count(ends, 'CartClaimRefused')], [1, 7])
  assert.equal((await sessionsWith(orderId)) - before, 1)
})

const sessionsWith = async (orderId: string): Promise<number> => {
  const { rows } = await tables.query('SELECT count(*)::int AS n FROM session WHERE "activeOrderId" = $1', [orderId])
  return rows[0].n
}

test('eight messages of one key are one job for the mailer', options, async () => {
  const { orderId, shopper } = await leaveCart()
  await shopper.leaveAddress('eight@example.com', true)
  const document = `mutation ($orderId: ID!) {
    isSent: sendRecoveryMessage(orderId: $orderId, link: "https://shop.example/cart?t=cr1_x", key: "one") }`
  const answers = await eight(async () => (await engine().keyed(document, { orderId })).isSent)
  assert.deepEqual(new Set(answers), new Set([true]))
  const jobs = `SELECT count(*)::int AS n FROM job_record WHERE "queueName" = 'cart-recovery-message' AND data LIKE $1`
  assert.equal((await tables.query(jobs, ['%eight@example.com%'])).rows[0].n, 1)
})

test('an order whose delivery the proxy refused is told of after a crash of the engine', options, async () => {
  const { orderId, shopper } = await leaveCart()
  await shopper.leaveAddress('crash@example.com')
  await shopper.arrangePayment()
  await tables.query(`UPDATE "order" SET "customFieldsCartrecoverystate" = 'message-sent' WHERE id = $1`, [orderId])
  receiver.refuseNext(Number.POSITIVE_INFINITY)
  await shopper.pay()
  const waiting = `SELECT count(*)::int AS n FROM job_record WHERE "queueName" = 'cart-recovery-webhook' AND data LIKE $1`
  while ((await tables.query(waiting, [`%order-${orderId}-placed%`])).rows[0].n === 0) await Promise.resolve()
  const recovered = `SELECT 1 FROM "order" WHERE id = $1 AND "customFieldsCartrecoverystate" = 'recovered'`
  while ((await tables.query(recovered, [orderId])).rowCount === 0) await Promise.resolve()
  await engine().kill()
  receiver.refuseNext(0)
  started = await start(started)
  const { data } = await receiver.waitFor(({ id }) => id === `order-${orderId}-placed`)
  assert.equal(data.orderId, orderId)
})
