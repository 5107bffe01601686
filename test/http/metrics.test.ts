import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { parse } from 'yaml'

import type { RecoverAnswer } from '../../src/contract/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { blocksOf, pages } from '../package/pages.ts'
import { read } from '../package/source-files.ts'
import { parseScrape, type ScrapedMetric } from '../setup/scrape.ts'
import { openServedShop, type ServedShop, servedMerchantKey, until } from '../setup/served-shop.ts'
import { testKey } from '../setup/shop.ts'

const operating = pages.find(({ path }) => path === 'docs/operating.md') ?? assert.fail('docs/operating.md')
const tableOf = (heading: string) =>
  [...((operating.text.split(`## ${heading}\n`)[1] ?? '').split('\n## ')[0]?.matchAll(/^\| (`.*) \|$/gm) ?? [])].map(
    ([, row = '']) => row.split(' | '),
  )

interface Rule {
  alert: string
  expr: string
  labels: { severity: string }
  annotations: { summary: string }
}
const { groups } = parse(read('docs/prometheus-rules.yml')) as { groups: { name: string; rules: Rule[] }[] }
const rules = groups.flatMap((group) => group.rules)

/** All that a shop goes through in a day: shoppers, an order, messages, a platform that fails, and strangers. */
async function live(shop: ServedShop): Promise<{ handle: string }> {
  const token = shop.sandbox.world.carts.find(({ key }) => key === 'hero')?.token
  const { cartHandle } = (await (await shop.post('/recover', { token })).json()) as RecoverAnswer
  await shop.post('/restore', { cartHandle, lineItems: [] })
  await shop.post('/checkout', { cartHandle })
  await shop.happens('hero', 'abandon')
  await until('the report is sent', () => shop.automation.begun > 0)
  await shop.post('/consent', { cartHandle, channels: { whatsapp: false } })
  await shop.post('/recover', { token: '0123456789abcdef0123456789abcdef' })
  await shop.post('/checkout/ida@example.com', {})
  await fetch(`${shop.publicUrl}/merchant/carts?limit=5`, { headers: { authorization: `Bearer ${servedMerchantKey}` } })
  await fetch(`${shop.publicUrl}/merchant/carts/some-id`, { headers: { authorization: 'Bearer nothing' } })
  // Its automation does not answer any more, and a report waits.
  shop.sandbox.faults.set({ platform: 'buzzbip', fault: '503' })
  await shop.happens('all-available', 'abandon')
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '502' })
  // Links that were not opened just now: those are answered from what was read then.
  for (let times = 0; times < 4; times++) await shop.post('/recover', { token: `${times}`.repeat(32) })
  return { handle: cartHandle }
}

async function scrapeAfterADay(t: TestContext) {
  const shop = await openServedShop(t)
  const { logged } = await shop.serve(['--admin-port', '0'])
  const { handle } = await live(shop)
  const scraped = await fetch(`http://127.0.0.1:${(await logged('Listening')).adminPort}/metrics`)
  return { shop, handle, text: await scraped.text() }
}

test('metrics are those of the documentation, their labels bounded, and nothing personal is in them', async (t) => {
  const { shop, handle, text } = await scrapeAfterADay(t)
  const metrics = parseScrape(text)
  const ours = [...metrics].filter(([name]) => name.startsWith('cart_recovery_'))

  assert.deepEqual(
    ours.map(([name, metric]) => [name, metric.type, labelsOf(metric)].join(' ')).toSorted(),
    tableOf('Metrics')
      .map(([name = '', type, labels = '']) => [nameIn(name), type, namesIn(labels).toSorted()].join(' '))
      .toSorted(),
  )
  for (const [name, { samples }] of metrics) {
    for (const { labels } of samples) {
      assert.equal(labels.store, 'shop', name)
      for (const value of Object.values(labels))
        assert.match(value, /^[A-Za-z][\w +./{}:()-]*$|^\/[\w/:{}-]+$|^\dxx$|^[\d.]+$|^\+Inf$/, name)
    }
  }
  const routes = new Set(metrics.get('cart_recovery_answers_total')?.samples.map(({ labels }) => labels.route))
  assert.ok(routes.has('none') && routes.has('/merchant/carts/:id'), [...routes].join())

  const { world, credentials } = shop.sandbox
  const secrets = [handle, testKey, servedMerchantKey, credentials.bigcommerce.accessToken, shop.publicUrl]
  const people = world.carts.flatMap(({ id, token, email, shopper, lines }) => [
    id,
    token ?? '',
    email,
    shopper.phone,
    shopper.phone.slice(1),
    shopper.lastName,
    ...lines.map((line) => line.id),
  ])
  for (const secret of [...secrets, ...people].filter((value) => value.length > 3)) {
    assert.ok(!text.includes(secret), `a scrape holds ${secret}`)
  }
  assert.doesNotMatch(text, /https?:|example\.com|@/)
  checkRules(metrics)
})

/** Every rule asks for metrics that there are, by labels that they have. */
function checkRules(metrics: Map<string, ScrapedMetric>) {
  for (const { alert, expr } of rules) {
    const selectors = [...expr.matchAll(/\b((?:cart_recovery|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)]
    if (selectors.length === 0) assert.match(expr, /^up\{/, alert)
    for (const [, series = '', matchers = ''] of selectors) {
      const metric = metrics.get(series) ?? metrics.get(series.replace(/_(bucket|sum|count)$/, ''))
      assert.ok(metric, `${alert}: there is no ${series}`)
      const known = new Set([...labelsOf(metric), 'job'])
      if (metric.samples.length === 0) continue
      for (const [, label = ''] of matchers.matchAll(/(\w+)(?:=~|!=|=)/g))
        assert.ok(known.has(label), `${alert}: ${label}`)
    }
    const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(', '))
    const known = new Set(['store', 'instance', 'le', ...[...metrics.values()].flatMap(labelsOf)])
    for (const label of grouped) assert.ok(known.has(label), `${alert}: ${label}`)
  }
}

test('every alert is explained, and no other', () => {
  assert.deepEqual(
    tableOf('Alerts').map(([name = '']) => nameIn(name)),
    rules.map(({ alert }) => alert),
  )
  for (const { alert, labels, annotations } of rules) {
    assert.match(labels.severity, /^(page|ticket)$/, alert)
    assert.ok(annotations.summary.length > 10, alert)
  }
})

test('what the documentation says to run after a restore fits the tables', async (t) => {
  const store = createSqliteStore({ path: ':memory:' })
  t.after(() => store.close())
  const statements = blocksOf(operating, 'sql')
  assert.equal(statements.length, 1)
  for (const statement of statements) await sql.raw(statement).execute(store.database.db)
})

/** Without `store`, which each has, and `le`, which each histogram has. */
const labelsOf = ({ samples }: ScrapedMetric) =>
  [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))]
    .filter((name) => name !== 'store' && name !== 'le')
    .toSorted()
const namesIn = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
const nameIn = (cell: string) => namesIn(cell)[0] ?? ''
