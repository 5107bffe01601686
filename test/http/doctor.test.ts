import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { test } from 'node:test'

import { doctor, type Report, type Store, setUp, wrong } from '../setup/doctor.ts'

test('a store that is as it should be is all fine, for people and as JSON, and nothing is changed by looking', async (t) => {
  const { run, read, sandbox, folder } = await setUp(t)
  const [words, report] = await Promise.all([run(), read()])
  assert.deepEqual(wrong(report), [])
  assert.equal(words.status, 0)
  assert.match(words.stdout, /\n {2}\d+ looked at: nothing is wrong, \d to note\.\n/)
  assert.ok(!words.stdout.includes('✗'))
  for (const check of ['config', 'origin', 'store', 'api', 'key', 'scope', 'route', 'hook', 'clock'])
    assert.ok(
      report.findings.some((finding) => finding.check === check),
      check,
    )
  const changes = sandbox.calls.list().filter(({ write, path }) => write && !path.endsWith('/login_check'))
  assert.deepEqual(changes, [])
  assert.deepEqual(readdirSync(folder), ['cart-recovery.config.ts'], 'no ledger is left behind')
})

const account = ({ sandbox }: Store) => sandbox.world.accounts.bigcommerce
const withoutScope = (store: Store, scope: string) => {
  account(store).scopes = account(store).scopes.filter((name) => name !== scope)
}

/** What is broken, how, and what doctor says of it. */
const troubles: [string, (store: Store) => void, string, RegExp, string?][] = [
  [
    'a key that was withdrawn',
    (store) => {
      account(store).accessToken = 'the-token-that-replaced-it'
    },
    'key',
    /accessToken/,
    'bigcommerce',
  ],
  [
    'a password that was changed',
    ({ sandbox }) => {
      sandbox.world.accounts.buzzbip.password = 'another'
    },
    'key',
    /password/,
    'buzzbip',
  ],
  [
    'a scope to change carts',
    (store) => {
      withoutScope(store, 'store_cart')
      account(store).scopes.push('store_cart_read_only')
    },
    'scope',
    /Carts \(modify\)/,
    'bigcommerce',
  ],
  ['a scope to read products', (store) => withoutScope(store, 'store_v2_products_read_only'), 'scope', /Products/],
  ['a scope to read customers', (store) => withoutScope(store, 'store_v2_customers_read_only'), 'scope', /Customers/],
  ['a scope to read sites', (store) => withoutScope(store, 'store_sites'), 'scope', /Sites/],
  [
    'a route that is missing',
    (store) => {
      account(store).routes = []
    },
    'route',
    /recover_abandoned_cart/,
    'bigcommerce',
  ],
  [
    'a route that leads elsewhere',
    (store) => {
      for (const route of account(store).routes) route.route = '/old'
    },
    'route',
    /\/old.*\/cart/,
    'bigcommerce',
  ],
  ['a hook that is missing', (store) => void account(store).hooks.pop(), 'hook', /nothing is delivered/],
  [
    'a hook that was switched off',
    (store) => {
      for (const hook of account(store).hooks.slice(1)) hook.isActive = false
    },
    'hook',
    /switched off/,
  ],
  [
    'an origin that is not listed',
    ({ channel }) => {
      channel.origins = ['https://another.example']
    },
    'origin',
    /channels\.1\.origins/,
  ],
  [
    'a ledger that cannot be opened',
    ({ env }) => {
      env.CART_RECOVERY_LEDGER = '/no/such/folder/cart-recovery.db'
    },
    'store',
    /CART_RECOVERY_LEDGER: the file \/no\/such\/folder\/cart-recovery\.db/,
  ],
  [
    'a clock ten minutes ahead',
    ({ sandbox }) => {
      sandbox.world.clockOffsetSeconds = -600
    },
    'clock',
    /60\d seconds ahead/,
    'bigcommerce',
  ],
  [
    'another service at the public address',
    ({ config }) => {
      config.publicUrl = `${config.publicUrl}/mistyped`
      config.afterOrder = 'keep'
    },
    'api',
    /Something else answers there \(404\)/,
  ],
]

for (const [name, spoil, check, words, platform] of troubles) {
  test(`${name} is named, and nothing else is`, async (t) => {
    const { run, read } = await setUp(t, (store) => {
      const before = store.config.publicUrl
      spoil(store)
      // Where the proxy is elsewhere, so are the hooks.
      if (store.config.publicUrl !== before)
        for (const hook of account(store).hooks) hook.destination = `${store.config.publicUrl}/webhooks/bigcommerce`
    })
    const [report, forPeople] = await Promise.all([read(), run()])
    const [only, ...others] = wrong(report)
    assert.deepEqual(others, [])
    assert.equal(only?.check, check)
    assert.match(`${only?.subject} ${only?.detail}`, words)
    if (platform) assert.equal(only?.platform, platform)
    assert.equal(forPeople.status, 1)
    assert.equal(forPeople.stdout.match(/✗ wrong/g)?.length, 1)
    assert.match(forPeople.stdout, new RegExp(`✗ wrong  ${check} `))
    assert.match(forPeople.stdout, /looked at: 1 wrong/)
  })
}

test('fix says what it will create, creates it, looks again, and has nothing to do the next time', async (t) => {
  const { run, read, sandbox } = await setUp(t, (store) => {
    account(store).hooks = []
    account(store).routes = []
  })
  const before = await run()
  assert.equal(before.status, 1)
  assert.match(before.stdout, /3 wrong, \d to note\. With --fix, missing routes and hooks are created\./)
  const { status, stdout } = await run('--fix')
  assert.equal(status, 0)
  const announcedAt = stdout.indexOf('About to create')
  assert.ok(announcedAt > 0 && announcedAt < stdout.indexOf('✓ fixed'))
  assert.equal(stdout.match(/✓ fixed {2}(route|hook)/g)?.length, 3)
  const { hooks, routes } = sandbox.world.accounts.bigcommerce
  assert.deepEqual(hooks.map(({ scope }) => scope).sort(), ['store/cart/abandoned', 'store/cart/converted'])
  assert.deepEqual(
    routes.map(({ type, route }) => [type, route]),
    [['recover_abandoned_cart', '/cart-recovery/open/1']],
  )
  sandbox.calls.clear()
  const again = await read('--fix')
  assert.ok(again.ok && again.findings.every(({ fixed }) => fixed === undefined))
  assert.ok(sandbox.calls.list().every(({ write, path }) => !write || path.endsWith('/login_check')))
})

test('what somebody made is neither announced nor touched by fix, which creates the rest', async (t) => {
  const { run, sandbox } = await setUp(t, (store) => {
    for (const route of account(store).routes) route.route = '/old'
    account(store).hooks.pop()
  })
  assert.match((await run()).stdout, /2 wrong, \d to note\. With --fix/)
  const { status, stdout } = await run('--fix')
  assert.equal(status, 1)
  const [, plan = ''] = /About to create.*\n([\s\S]*?)\n\n/.exec(stdout) ?? []
  assert.equal(plan.trim(), 'hook    bigcommerce store/cart/converted')
  assert.match(stdout, /✗ wrong {2}route .*\n.*leads to \/old: change it to \/cart/)
  assert.ok(sandbox.world.accounts.bigcommerce.routes.every(({ route }) => route === '/old'))
  const again = await run('--fix')
  assert.ok(!again.stdout.includes('About to create'), 'there is nothing left to create')
})

test('a ledger that only `serve` keeps is said to be that, and a store of the configuration is not', async (t) => {
  const [theirs, own] = await Promise.all([
    setUp(t, ({ env }) => {
      env.CART_RECOVERY_LEDGER = 'carts.db'
    }),
    setUp(t, (store) => {
      store.stateStore = "createSqliteStore({ path: 'own.db' })"
    }),
  ])
  const [theirReport, ownReport] = await Promise.all([theirs.read(), own.read()])
  const detail = (report: Report) => report.findings.find(({ check }) => check === 'store')?.detail
  assert.match(
    detail(theirReport) ?? '',
    /file carts\.db, kept by `serve` only.*createProxy.*stateStore.*proxy\.work\(\)/,
  )
  assert.equal(detail(ownReport), undefined)
  assert.ok(ownReport.ok && theirReport.ok)
})

test('what fix repaired is marked in JSON', async (t) => {
  const { read } = await setUp(t, (store) => void account(store).hooks.pop())
  const { findings } = await read('--fix')
  assert.deepEqual(
    findings.filter(({ fixed }) => fixed).map(({ check, ok, platform }) => [check, ok, platform]),
    [['hook', true, 'bigcommerce']],
  )
})

test('a platform that hangs ends with a finding of its own', { timeout: 60_000 }, async (t) => {
  const { read } = await setUp(t, ({ sandbox }) => sandbox.faults.set({ platform: 'bigcommerce', fault: 'hang' }))
  const report = await read()
  assert.deepEqual(
    wrong(report).map(({ check, platform }) => [check, platform]),
    [['api', 'bigcommerce']],
  )
  assert.ok(
    report.findings.some(({ platform, ok }) => platform === 'buzzbip' && ok),
    'the next platform is asked',
  )
})

test('a configuration that cannot be used is a finding too, with an exit status of its own', async (t) => {
  const { run } = await setUp(t, ({ config }) => {
    config.keys = ['short']
  })
  const [words, json] = await Promise.all([run(), run('--json')])
  assert.deepEqual([words.status, json.status], [2, 2])
  assert.match(words.stdout, /✗ wrong {2}config.*\n.*keys\.0: must be 32 random bytes/)
  const report: Report = JSON.parse(json.stdout)
  assert.deepEqual([report.ok, report.findings.map(({ check }) => check)], [false, ['config']])
})

test('an option that does not exist, and a file that does not, end with 2 and no stack trace', async () => {
  for (const options of [['--unknown'], ['--config', 'nowhere.ts']]) {
    const { status, stdout, stderr } = await doctor(tmpdir(), options)
    assert.equal(status, 2)
    assert.match(stdout + stderr, /unknown option '--unknown'|there is no file/)
    assert.doesNotMatch(stdout + stderr, /\n\s+at /)
  }
})

test('colour is for a terminal that wants it; the marks and words are there without', async (t) => {
  const { run } = await setUp(t, ({ env }) => {
    env.NO_COLOR = '1'
    env.FORCE_COLOR = '0'
  })
  const { stdout } = await run()
  assert.ok(!stdout.includes('\u001b'))
  assert.match(stdout, /✓ ok {5}clock/)
})

test('the output in docs/doctor.md is what doctor says of such a store', async (t) => {
  const page = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8')
  const [, displayed] = /npx cart-recovery doctor\n```\n[\s\S]*?```text\n([\s\S]*?)```/.exec(page) ?? []
  const spoil = (store: Store) => {
    account(store).routes = []
    withoutScope(store, 'store_v2_products_read_only')
  }
  // No server answers at an address that is reserved for examples, with or without a network.
  const { run } = await setUp(t, spoil, 'https://cups.example')
  const { stdout } = await run()
  assert.equal(displayed, stdout.replace(/^\n|\n$/g, ''))
})
