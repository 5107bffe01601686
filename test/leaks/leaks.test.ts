import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { merchantKey } from '../setup/merchant.ts'
import { openShop, testKey } from '../setup/shop.ts'
import { pour, type Sink, sinkFolder, sinks } from '../setup/sinks.ts'

// Runs after all the others, over what they left behind. A secret that only looks like one must be found as well.
const canary = 'canary.of.the.leak.test@mail.example'

/** What may not leave the proxy: everything secret or personal in the sandbox's world. */
function secretsOf({ world }: Sandbox): Set<string> {
  const { bigcommerce, vesuviopay, tjar, buzzbip } = world.accounts
  const people = [
    ...world.carts.flatMap(({ email, shopper }) => [email, shopper.phone]),
    ...world.carts.flatMap(({ lines }) =>
      lines.flatMap((line) => (line.kind === 'gift-certificate' ? [line.sender.email, line.recipient.email] : [])),
    ),
    ...world.shoppers.map(({ phone }) => phone),
    ...world.tjar.carts.flatMap(({ customer }) =>
      Object.values(customer ?? {}).filter((value) => /@|^\+?\d{9}/.test(String(value))),
    ),
  ]
  const keys = [
    bigcommerce.accessToken,
    bigcommerce.clientSecret,
    vesuviopay.secretKey,
    vesuviopay.publishableKey,
    vesuviopay.webhookSecret,
    tjar.apiKey,
    buzzbip.password,
    buzzbip.apiKey,
    buzzbip.signingKey,
    testKey,
    merchantKey,
  ]
  // A platform's ids of carts open them, and the tokens of links too.
  const carts = world.carts.flatMap(({ id, token }) => [id, token ?? ''])
  return new Set([...people, ...keys, ...carts, canary].map(String).filter((text) => text.length > 5))
}

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const phone = /\+\d{9,15}\b/g
const customerToken = /crc1_[\w-]+/g

/** Places where a secret stands, or something that has the form of one. */
function findLeaks(text: string, secrets: ReadonlySet<string>): string[] {
  const named = [...secrets].filter((secret) => text.includes(secret))
  const shaped = [email, phone, customerToken].flatMap((pattern) => text.match(pattern) ?? [])
  return [...new Set([...named, ...shaped])]
}

// The settings show the merchant their own address. A checkout link is the shopper's way to the platform, and names the
// platform's cart; a page without a script is led there. The shop's server asked for the word for its customer, and for the
// cart that it makes its own. A page of another origin than the proxy's gets its visitor's token as it came.
const allowed =
  /"(?:merchant_email_address|checkoutUrl|shopperToken)":"[^"]*"|"platform":"\w+","cartId":"[^"]*"|^location: (?:\S*[?&]t=[^&\s]*|https:\/\/store-demo\.mybigcommerce\.com\/\S*)/gm

const read = (sink: Sink) => {
  const files = existsSync(sinkFolder) ? readdirSync(sinkFolder).filter((name) => name.startsWith(`${sink}.`)) : []
  const texts = files.map((name) => readFileSync(join(sinkFolder, name), 'utf8').replaceAll(allowed, ''))
  return { files, text: texts.join('\n') }
}

after(() => rmSync(sinkFolder, { recursive: true, force: true }))

test('the tests left something in every sink, and no secret in any', (t) => {
  const secrets = secretsOf(createSandbox())
  assert.ok(secrets.size > 50, `only ${secrets.size} secrets are looked for`)
  for (const sink of sinks) {
    const { files, text } = read(sink)
    t.diagnostic(`${sink}: ${text.length} characters of ${files.length} test processes`)
    assert.ok(text.length > 1000, `nothing is in ${sink}: run the whole of npm test`)
    assert.deepEqual(findLeaks(text, secrets), [], `in ${sink}`)
  }
})

test('a canary that is planted in the world is found in every sink', async () => {
  const secrets = secretsOf(createSandbox())
  rmSync(sinkFolder, { recursive: true, force: true })

  const shop = openShop()
  const line = shop.sandbox.world.carts.find(({ key }) => key === 'hero')?.lines[0]
  assert.ok(line)
  line.name = canary
  await shop.recover('hero')
  const broken = openShop('demo', { store: 'shop' })
  broken.config.log?.warn({ cause: canary }, 'planted')
  const cli = new URL('../../src/cli/cart-recovery.ts', import.meta.url).pathname
  const { stderr } = spawnSync(process.execPath, [cli, 'link', 'x', '--config', join(tmpdir(), canary)], {
    encoding: 'utf8',
  })
  pour('output', stderr)
  pour('pages', await (await shop.fetch(recoverRequest(shop.cart('hero').token))).text())

  for (const sink of sinks) assert.deepEqual(findLeaks(read(sink).text, secrets), [canary], `not found in ${sink}`)
})

function recoverRequest(token: string): Request {
  return new Request('https://shop.example/cart-recovery/recover', {
    method: 'POST',
    headers: { origin: 'https://shop.example', 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
}
