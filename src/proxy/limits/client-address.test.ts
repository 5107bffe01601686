import assert from 'node:assert/strict'
import { test } from 'node:test'

import { toFetchContext } from '../http/proxy-env.ts'
import { isForwardedUncounted, toClientAddress, toCountedAddress } from './client-address.ts'

const requestOf = (forwarded?: string) =>
  new Request('https://shop.example/', { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } })

for (const [text, counted] of [
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '20010db800010002::/64'],
  ['2001:db8:1:2::9', '20010db800010002::/64'],
  ['[2001:db8:1:2::9]:443', '20010db800010002::/64'],
  ['[2001:db8:1:2::9]', '20010db800010002::/64'],
  ['2001:db8:1:2::9%eth0', '20010db800010002::/64'],
  ['172.32.0.1', '172.32.0.1'],
  ['100.128.0.1', '100.128.0.1'],
] as const) {
  test(`${text} is counted as ${counted}`, () => assert.equal(toCountedAddress(text), counted))
}

for (const text of [
  ...[
    '127.0.0.1',
    '127.0.0.2',
    '10.1.1.1',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.1.1',
    '0.0.0.0',
  ],
  ...['::1', '::', 'fe80::1%eth0', 'fd00::1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
  ...['', 'unknown', '_hidden', '1.2.3', '999.1.1.1', '2001:db8:::1', '2001:db8::1::2', '1:2:3:4:5:6:7:8:9'],
  ...['[2001:db8::9]x', 'x[2001:db8::9]', '[2001:db8::9]:443x', '[2001:db8::9'],
]) {
  test(`${JSON.stringify(text)} is not counted: others may share it, or it is no address`, () =>
    assert.equal(toCountedAddress(text), undefined))
}

test('what a caller writes before the trusted hops is not believed', () => {
  const remoteAddr = { hostname: '198.51.100.1' }
  const addressOf = (forwarded: string | undefined, hops: number) =>
    toClientAddress(requestOf(forwarded), { remoteAddr }, hops)
  assert.equal(addressOf('203.0.113.1', 0), '198.51.100.1')
  assert.equal(addressOf('203.0.113.1', 1), '203.0.113.1')
  assert.equal(addressOf('192.0.2.66, 203.0.113.1', 1), '203.0.113.1')
  assert.equal(addressOf('192.0.2.66, 203.0.113.1, 10.0.0.7', 2), '203.0.113.1')
  assert.equal(addressOf(undefined, 1), '198.51.100.1')
  assert.equal(addressOf('192.0.2.66', 1), '192.0.2.66')
  assert.equal(addressOf('192.0.2.66, 10.0.0.7', 1), undefined)
})

test('Deno, Bun, Node and Workers say the address each in their own way', () => {
  const addressOf = (fetchContext: object) => toClientAddress(requestOf(), fetchContext, 0)
  assert.equal(addressOf({ remoteAddr: { transport: 'tcp', hostname: '203.0.113.1', port: 1 } }), '203.0.113.1')
  const bun = {
    // Of the server itself, and of no caller.
    address: { address: '127.0.0.1', family: 'IPv4', port: 1 },
    peers: new WeakMap(),
    requestIP(request: Request) {
      return this.peers.has(request) ? null : { address: '203.0.113.2', family: 'IPv4', port: 1 }
    },
  }
  assert.equal(addressOf(bun), '203.0.113.2')
  assert.equal(addressOf({ requestIP: () => null }), undefined)
  // As `@hono/node-server` has it, for Node, Express and Fastify.
  assert.equal(addressOf({ incoming: { socket: { remoteAddress: '::ffff:203.0.113.4' } } }), '203.0.113.4')
  // Workers: `cf-connecting-ip`, whatever the caller wrote beside it.
  assert.equal(toClientAddress(requestOf('192.0.2.66'), { address: '203.0.113.3' }, 1), '203.0.113.3')
  assert.equal(addressOf({}), undefined)
})

test('Workers pass their bindings, and then what they wait by', async () => {
  const headers = { 'cf-connecting-ip': '203.0.113.3', 'x-forwarded-for': '192.0.2.66' }
  const request = new Request('https://shop.example/', { headers })
  const bindings = { address: '198.51.100.1', DB: {} }
  const waiting: unknown[] = []
  // A method, as Workers have it: it is called on its own object.
  const execution = {
    waiting,
    waitUntil(work: Promise<unknown>) {
      this.waiting.push(work)
    },
  }
  const context = toFetchContext(request, bindings, execution)
  assert.equal(toClientAddress(request, context, 0), '203.0.113.3')
  const work = Promise.resolve()
  context.waitUntil?.(work)
  assert.deepEqual(waiting, [work])
  // Without that header the address is unknown, and elsewhere the header is not believed.
  assert.equal(toFetchContext(requestOf(), bindings, execution).address, undefined)
  assert.equal(toClientAddress(request, toFetchContext(request, {}, undefined), 0), undefined)
})

test('a forwarded request is remarked on only where no hop is trusted and the runtime does not say the address', () => {
  assert.equal(isForwardedUncounted(requestOf('203.0.113.1'), {}, 0), true)
  assert.equal(isForwardedUncounted(requestOf('203.0.113.1'), {}, 1), false)
  assert.equal(isForwardedUncounted(requestOf('203.0.113.1'), { address: '203.0.113.1' }, 0), false)
  assert.equal(isForwardedUncounted(requestOf(), {}, 0), false)
})
