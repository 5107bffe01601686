import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckUpRequest, Finding } from '../adapter/messaging-ports.ts'
import type { Platform, RecoveryPort } from '../adapter/platform.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import type { ProxyConfig } from '../config.ts'
import { createMemoryStore } from '../stores/memory.ts'
import { createSqliteStore } from '../stores/sqlite.ts'
import type { StateStore } from '../stores/state-store.ts'
import { type CheckUpOptions, checkUp, type StoreFinding } from './check-up.ts'

const shop = 'https://shop.example'
const key = Buffer.alloc(32, 1).toString('base64url')
const recovery: RecoveryPort = { read: async () => assert.fail('a check-up reads no cart') }
const healthy = async () => Response.json({ status: 'ok' })

const lasting = (store: Partial<StateStore> = {}): StateStore => ({
  ...createSqliteStore({ path: ':memory:' }),
  durable: true,
  ...store,
})

/** A platform that answers every question with these findings. */
function platform(answer: (request: CheckUpRequest) => Finding[], more: Partial<Platform> = {}): Platform {
  return { name: 'fake', recovery, checkUp: { checkUp: async (request) => answer(request) }, ...more }
}

function config(changes: Partial<ProxyConfig> = {}): ProxyConfig {
  return {
    store: 'shop',
    publicUrl: `${shop}/cart-recovery`,
    keys: [key],
    platforms: [platform(() => [{ check: 'clock', subject: 'fake time', ok: true }])],
    channels: {
      1: { origins: [shop], recoveryPageUrl: `${shop}/cart`, shopUrl: `${shop}/`, checkoutOrigins: [shop] },
    },
    stateStore: lasting(),
    ...changes,
  }
}

async function all(findings: AsyncIterable<StoreFinding>): Promise<StoreFinding[]> {
  const found: StoreFinding[] = []
  for await (const finding of findings) found.push(finding)
  return found
}

async function check(changes: Partial<ProxyConfig> = {}, options: CheckUpOptions = {}): Promise<StoreFinding[]> {
  const found = await all(checkUp(config(changes), { fetch: healthy, ...options }))
  assert.ok(!JSON.stringify(found).includes(key), 'no key is in a finding')
  return found
}

const wrong = (findings: StoreFinding[]) => findings.filter(({ ok }) => !ok)

test('a store that is as it should be gives nothing but good findings, one per question', async () => {
  const findings = await check()
  assert.deepEqual(wrong(findings), [])
  assert.deepEqual(
    findings.map(({ check, platform: name }) => (name ? `${name} ${check}` : check)),
    ['config', 'config', 'origin', 'origin', 'store', 'api', 'fake clock'],
  )
  assert.ok(findings.every(({ detail }) => detail === undefined))
})

test('a configuration that cannot be used is the only finding, and names the key', async () => {
  const findings = await check({ publicUrl: '/cart-recovery' })
  assert.equal(findings.length, 1)
  assert.deepEqual(
    { ...findings[0], detail: undefined },
    { check: 'config', subject: 'the configuration', ok: false, detail: undefined },
  )
  assert.match(findings[0]?.detail ?? '', /^publicUrl: /)
})

test('retired keys are counted, and it is said when they can go', async () => {
  const keys = [key, Buffer.alloc(32, 2).toString('base64url'), Buffer.alloc(32, 3).toString('base64url')]
  const [, about] = await check({ keys })
  assert.match(about?.subject ?? '', /^3 keys/)
  assert.match(about?.detail ?? '', /^2 retired keys: .* 30 days/)
})

test('codes to adopt a cart that only this process can redeem are noted, and nothing else about adopting', async () => {
  const about = (findings: StoreFinding[]) => findings.filter(({ subject }) => subject.startsWith('adopt'))
  const [noted, ...others] = about(await check({ adopt: true }))
  assert.deepEqual([noted?.check, noted?.ok, others], ['config', true, []])
  assert.match(noted?.detail ?? '', /`proxy\.adopt` .* `serverKey`/)
  const serverKey = Buffer.alloc(32, 9).toString('base64url')
  for (const changes of [{ adopt: true, serverKey }, { serverKey }, {}])
    assert.deepEqual(about(await check(changes)), [])
})

test('a page whose origin is not listed is named once, though the platform would say so too', async () => {
  const requests: CheckUpRequest[] = []
  const findings = await check({
    channels: {
      1: { origins: [shop], recoveryPageUrl: `${shop}/cart`, shopUrl: shop, checkoutOrigins: [shop] },
      2: {
        origins: [shop],
        recoveryPageUrl: 'https://shop.example.evil.example/cart',
        shopUrl: shop,
        checkoutOrigins: [shop],
      },
    },
    platforms: [
      platform((request) => {
        requests.push(request)
        return []
      }),
    ],
  })
  const [only, ...others] = wrong(findings)
  assert.deepEqual(others, [])
  assert.equal(only?.check, 'origin')
  assert.match(only?.detail ?? '', /Add https:\/\/shop\.example\.evil\.example to channels\.2\.origins/)
  assert.deepEqual(requests[0]?.channels[2]?.origins, [shop, 'https://shop.example.evil.example'])
})

test('a proxy on another origin than the shop is said, and is no mistake', async () => {
  const findings = await check({ publicUrl: 'https://api.shop.example/cart-recovery' })
  assert.deepEqual(wrong(findings), [])
  assert.ok(findings.some(({ subject }) => /cross-origin for channel 1/.test(subject)))
})

test('a placeholder that is still configured is one finding with every key, and nothing is compared with it', async () => {
  const requests: CheckUpRequest[] = []
  const told = platform(
    (request) => {
      requests.push(request)
      return []
    },
    { report: { messageChannel: 'whatsapp', send: async () => assert.fail('a check-up reports nothing') } },
  )
  const real = 'https://cups.example'
  const checkout = 'https://store-abc123.mybigcommerce.com'
  const channel = { origins: [real], recoveryPageUrl: `${real}/cart`, shopUrl: real, checkoutOrigins: [checkout] }
  const placeholders = [shop, checkout]
  const [first, second, ...others] = wrong(
    await check({ platforms: [told], channels: { ...config().channels, 2: channel } }, { placeholders }),
  )
  assert.deepEqual(others, [])
  assert.deepEqual([first?.check, first?.subject], ['config', `the placeholder ${shop}`])
  assert.match(
    first?.detail ?? '',
    /in publicUrl, channels\.1\.origins, channels\.1\.recoveryPageUrl, channels\.1\.shopUrl, channels\.1\.checkoutOrigins:/,
  )
  assert.match(second?.detail ?? '', /in channels\.2\.checkoutOrigins:/)
  assert.deepEqual(requests[0]?.channels, { 2: { origins: [real], recoveryPageUrl: `${real}/cart` } })
  assert.equal(requests[0]?.webhookUrl, undefined)
})

test('no store at all is the one in memory; volatileLedger allows a database that ends with the process', async () => {
  const { stateStore: _, ...without } = config()
  const ask = (more: Partial<ProxyConfig>) => all(checkUp({ ...without, ...more }, { fetch: healthy }))
  assert.deepEqual(
    wrong(await ask({})).map(({ check }) => check),
    ['store'],
  )
  assert.equal(wrong(await ask({ volatileLedger: true })).length, 1)
  const stateStore = createSqliteStore({ path: ':memory:' })
  assert.equal(wrong(await ask({ stateStore })).length, 1)
  assert.deepEqual(wrong(await ask({ stateStore, volatileLedger: true })), [])
})

test('platforms hear of webhooks only where something happens by itself, and outlives the process', async () => {
  const urls: (string | undefined)[] = []
  const listens = (more: Partial<Platform> = {}) => [
    platform(({ webhookUrl }) => {
      urls.push(webhookUrl)
      return []
    }, more),
    { name: 'mute' },
  ]
  const report: Platform['report'] = {
    messageChannel: 'whatsapp',
    send: async () => assert.fail('a check-up reports nothing'),
  }
  await check({ platforms: listens() })
  await check({ platforms: listens(), afterOrder: 'delete-cart' })
  await check({ platforms: listens({ report }) })
  await check({ platforms: listens({ report }), stateStore: createMemoryStore() })
  const url = `${shop}/cart-recovery/webhooks/fake`
  assert.deepEqual(urls, [undefined, url, url, undefined])
})

test('a platform that never answers, or breaks off, is one finding and ends', { timeout: 5000 }, async () => {
  const secret = 'token-in-a-message'
  const hang = () => new Promise<never>(() => {})
  const breaks = (error: Error) => async () => Promise.reject(error)
  for (const [answer, expected] of [
    [hang, /did not answer within 0\.05 seconds/],
    [breaks(new UpstreamError('unreachable', 'fake GET store: could not be reached')), /could not be reached/],
    [breaks(new TypeError(secret)), /does not know/],
  ] as const) {
    const next = platform(() => [{ check: 'clock', subject: 'fake time', ok: true }])
    const platforms = [
      { ...next, checkUp: { checkUp: answer } },
      { ...next, name: 'next' },
    ]
    const findings = await check({ platforms }, { timeoutMs: 50 })
    const found = wrong(findings)
    assert.deepEqual(
      found.map(({ check, platform: name }) => [check, name]),
      [['api', 'fake']],
    )
    assert.match(found[0]?.detail ?? '', expected)
    assert.ok(!JSON.stringify(found).includes(secret))
    assert.equal(findings.at(-1)?.platform, 'next', 'the next platform is asked all the same')
  }
})

test('without fix nothing is created; with it the plan is told first, and the answer is a second look', async () => {
  let hooks = 0
  const announced: string[] = []
  const asks: boolean[] = []
  const platforms = [
    platform(({ fix }) => {
      asks.push(fix)
      if (fix) hooks++
      return [
        { check: 'key', subject: 'fake key', ok: true },
        {
          check: 'hook',
          subject: 'fake cart/abandoned',
          ok: hooks > 0,
          ...(hooks === 0 && { detail: 'It is missing.', fixable: true }),
        },
        { check: 'scope', subject: 'fake Sites', ok: false, detail: 'Give it.' },
        { check: 'route', subject: 'fake route', ok: false, detail: 'Somebody made it for another page.' },
      ]
    }),
  ]
  const onFix = (planned: StoreFinding[]) => {
    announced.push(...planned.map(({ subject }) => subject))
    assert.equal(hooks, 0, 'told before anything is created')
  }
  const before = await check({ platforms }, { onFix })
  assert.deepEqual([asks, hooks], [[false], 0])
  assert.deepEqual(
    wrong(before).map(({ check }) => check),
    ['hook', 'scope', 'route'],
  )
  const after = await check({ platforms }, { fix: true, onFix })
  assert.deepEqual(asks, [false, false, true, false])
  assert.deepEqual(announced, ['fake cart/abandoned'])
  const hook = after.find(({ check }) => check === 'hook')
  assert.deepEqual([hook?.ok, hook?.fixed], [true, true])
  assert.deepEqual(
    wrong(after).map(({ check }) => check),
    ['scope', 'route'],
  )
})

test('where nothing can be created, nothing is said to be, and nobody is asked to', async () => {
  const asks: boolean[] = []
  const platforms = [
    platform(({ fix }) => {
      asks.push(fix)
      return [{ check: 'route', subject: 'fake route', ok: false, detail: 'Somebody made it for another page.' }]
    }),
  ]
  await check({ platforms }, { fix: true, onFix: () => assert.fail('nothing will be created') })
  assert.deepEqual(asks, [false])
})

test('what could not be created says why, and is not called fixed', async () => {
  const platforms = [
    platform(({ fix }) => [
      {
        check: 'route',
        subject: 'fake route',
        ok: false,
        fixable: !fix,
        detail: fix ? 'The token may not create it.' : 'It is missing.',
      },
    ]),
  ]
  const route = (await check({ platforms }, { fix: true })).find(({ check }) => check === 'route')
  assert.deepEqual(route, {
    check: 'route',
    subject: 'fake route',
    ok: false,
    fixable: true,
    detail: 'The token may not create it.',
    platform: 'fake',
  })
})

test('what only creating brought up is said as well', async () => {
  let hooks = 0
  const platforms = [
    platform(({ fix }) => {
      hooks += Number(fix)
      return [
        { check: 'hook', subject: 'fake hook', ok: hooks > 0, fixable: true },
        ...(fix ? [{ check: 'config', subject: 'fake webhooks', ok: false, detail: 'Set its secret.' } as const] : []),
      ]
    }),
  ]
  const findings = await check({ platforms }, { fix: true })
  assert.deepEqual(
    wrong(findings).map(({ subject, detail, platform: name }) => [subject, detail, name]),
    [['fake webhooks', 'Set its secret.', 'fake']],
  )
})

test('platforms that agree on the time say so once', async () => {
  const telling = (name: string, ok: boolean) => platform(() => [{ check: 'clock', subject: name, ok }], { name })
  for (const [answers, expected] of [
    [[false, false], ['a']],
    [[true, true], ['a']],
    [
      [true, false],
      ['a', 'b'],
    ],
  ] as const) {
    const platforms = [telling('a', answers[0]), telling('b', answers[1])]
    const clocks = (await check({ platforms })).filter(({ check }) => check === 'clock')
    assert.deepEqual(
      clocks.map(({ subject }) => subject),
      expected,
    )
  }
})

test('a clock that cannot be right is found where no platform tells the time', async () => {
  const silent = [platform(() => [])]
  assert.equal((await check({ platforms: silent })).at(-1)?.ok, true)
  const found = wrong(await check({ platforms: silent, clock: () => Date.now() / 1000 }))
  assert.deepEqual(
    found.map(({ check }) => check),
    ['clock'],
  )
})

test('who stops the check-up gets no further finding', async () => {
  const stop = new AbortController()
  const findings = checkUp(config(), { fetch: healthy, signal: stop.signal })
  await findings.next()
  stop.abort(new Error('enough'))
  await assert.rejects(async () => {
    for await (const _ of findings);
  }, /enough/)
})

test('the service for what is back in stock has to take our ping, and to refuse one that is signed otherwise', async () => {
  const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
  const ask = async (answer: (headers: Headers) => number, more: Partial<ProxyConfig> = {}) => {
    const fetch = async (_url: URL, { headers }: { headers: Record<string, string> }) =>
      new Response(null, { status: answer(new Headers(headers)) })
    const findings = await check({ notify: { url: 'https://service.example/hook', secret, fetch }, ...more })
    return findings.filter(({ subject }) => subject.startsWith('notify'))
  }
  let calls = 0
  const signatures = new Set<string | null>()
  const good = await ask((headers) => {
    signatures.add(headers.get('webhook-signature'))
    return calls++ === 0 ? 204 : 401
  })
  assert.deepEqual(
    good.map(({ check, ok }) => [check, ok]),
    [
      ['api', true],
      ['key', true],
    ],
  )
  assert.equal(signatures.size, 2)
  const trusting = await ask(() => 200)
  assert.match(wrong(trusting)[0]?.detail ?? '', /anybody could make it write/)
  assert.match(wrong(await ask(() => 401))[0]?.detail ?? '', /refuses our signature/)
  assert.match(wrong(await ask(() => 404))[0]?.detail ?? '', /answered 404.*answer 2xx/)
  const forgetful = await ask(() => assert.fail('it is not asked'), { stateStore: createMemoryStore() })
  assert.deepEqual(
    forgetful.map(({ subject, ok }) => [subject, ok]),
    [['notify without a ledger', false]],
  )
})
