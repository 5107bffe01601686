import assert from 'node:assert/strict'
import { test } from 'node:test'

import { placeholders } from '../../src/cli/variables/variables.ts'
import { type Store, setUp, wrong } from '../setup/doctor.ts'

const cartOf = ({ world }: Store['sandbox'], key: string) => world.carts.find((cart) => cart.key === key)?.id ?? ''

/** What a real store most likely has wrong in its first hour: each alone is one finding, with exit status 1. */
const troubles: [name: string, spoil: (store: Store) => void, check: string, words: RegExp, cart?: string][] = [
  [
    'the shop’s address as init wrote it',
    ({ config, channel }) => {
      config.publicUrl = `${placeholders.shop}/cart-recovery`
      Object.assign(channel, {
        origins: [placeholders.shop],
        recoveryPageUrl: `${placeholders.shop}/cart/recover`,
        shopUrl: `${placeholders.shop}/`,
      })
    },
    'config',
    /placeholder https:\/\/shop\.example .*publicUrl, channels\.1\.origins, channels\.1\.recoveryPageUrl, channels\.1\.shopUrl/,
  ],
  [
    'the checkout’s address as init wrote it',
    ({ channel }) => {
      channel.checkoutOrigins = [placeholders.checkout]
    },
    'config',
    /placeholder https:\/\/store-abc123\.mybigcommerce\.com .*channels\.1\.checkoutOrigins/,
  ],
  [
    'a store hash out of the documentation',
    ({ bigcommerce }) => {
      bigcommerce.storeHash = 'abc123'
    },
    'config',
    /bigcommerce\.storeHash .*placeholder abc123/,
  ],
  [
    'a checkout on the default channel’s domain',
    ({ sandbox }) => {
      sandbox.world.accounts.bigcommerce.checkoutUrls[1] = 'https://store-fallback-1.mybigcommerce.com'
    },
    'origin',
    /checkoutOrigins: \[.*'https:\/\/store-fallback-1\.mybigcommerce\.com'\]/,
  ],
  [
    'an account of Buzzbip without API access',
    ({ sandbox }) => {
      sandbox.world.accounts.buzzbip.hasApiAccess = false
    },
    'scope',
    /buzzbip API access/,
  ],
  [
    'products that VesuvioPay knows by other names',
    (store) => {
      store.vesuviopay = { productIds: { prefix: 'bc-' } }
    },
    'stock',
    /vesuviopay products .*productIds/,
    'all-available',
  ],
]

for (const [name, spoil, check, words, cart] of troubles) {
  test(`${name}: exactly that is named`, async (t) => {
    const { read, sandbox } = await setUp(t, spoil)
    const report = await read(...(cart ? ['--cart', cartOf(sandbox, cart), '--platform', 'bigcommerce'] : []))
    const [only, ...others] = wrong(report)
    assert.deepEqual(others, [])
    assert.equal(only?.check, check)
    assert.match(`${only?.subject} ${only?.detail}`, words)
  })
}

test('with a cart its lines and its checkout are tried out, which is said before; without one no link is made', async (t) => {
  const { run, read, sandbox } = await setUp(t, (store) => {
    store.vesuviopay = {}
  })
  const links = () => sandbox.world.bigcommerce.redirectLinks.map(({ used }) => used)
  assert.equal((await read()).ok, true)
  assert.deepEqual(links(), [])
  const id = cartOf(sandbox, 'all-available')
  const { status, stdout } = await run('--cart', id, '--platform', 'bigcommerce')
  assert.equal(status, 0, stdout)
  assert.deepEqual(links(), [true], 'one link, and it is spent')
  assert.ok(stdout.indexOf('visits it') > 0 && stdout.indexOf('visits it') < stdout.indexOf('✓ ok'))
  for (const words of ['cart    bigcommerce cart', 'stock   vesuviopay', 'stock   bigcommerce', 'link    bigcommerce'])
    assert.ok(stdout.includes(words), words)
  assert.ok(!stdout.includes(id))
  const cart = sandbox.world.carts.find(({ key }) => key === 'all-available')
  assert.equal(cart?.id, id)
})

test('a cart that was made by the storefront is tried out as a copy, which is deleted again', async (t) => {
  const { read, sandbox } = await setUp(t, ({ sandbox: { readings } }) =>
    readings.set({ redirectUrls: 'api-carts-only' }),
  )
  const before = sandbox.world.carts.map(({ id }) => id)
  const { findings, ok } = await read('--cart', cartOf(sandbox, 'storefront'))
  assert.ok(ok)
  assert.equal(findings.at(-1)?.check, 'link')
  const alive = sandbox.world.carts.filter((cart) => cart.status !== 'deleted').map(({ id }) => id)
  assert.deepEqual(
    alive.filter((id) => !before.includes(id)),
    [],
  )
})
