import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fromEnvironment } from '../../src/cli/environment.ts'
import { minNodeVersion } from '../../src/cli/node-version.ts'
import { readVariables, variablesOf } from '../../src/cli/variables/variable.ts'
import { variables } from '../../src/cli/variables/variables.ts'
import { configurationPage } from './configuration-page.ts'
import { read, typescriptFiles } from './source-files.ts'

const page = read('docs/configuration.md')
const listed = [...page.matchAll(/^\| `CART_RECOVERY_([A-Z_]+)`/gm)].map(([, name = '']) => name)

test('the page of the configuration is made of the table of variables', () => {
  assert.equal(page, configurationPage(), 'run `npm run generate`')
})

test('every variable that the command reads is listed once, and no other', () => {
  const asked = new Set<string>()
  // Every platform and the console are set, so that all that there is to read is read.
  const values = new Map<string, string>([
    ['CHANNEL_ID', '1'],
    ['PORT', '8787'],
    ['ADMIN_PORT', '9464'],
    ['DATABASE', 'postgresql://shop@127.0.0.1/carts'],
    ['KEYS', Buffer.alloc(32, 1).toString('base64url')],
    ['AFTER_ORDER', 'keep'],
    ['DEBUG', '1'],
    ['INSECURE_LOOPBACK', '1'],
    ['ACCOUNT_CARTS', '1'],
    ['ADOPT', '1'],
    ['TRUSTED_HOPS', '1'],
    ['NOTIFY_EVERY_SECONDS', '600'],
    ['SMS', '0'],
    ['SMS_COUNTRIES', 'DE,AT'],
    ['BIGCOMMERCE_STORE_HASH', 'abc123'],
    ['BIGCOMMERCE_INVENTORY', 'catalog'],
    ['BIGCOMMERCE_DEFAULT_COUNTRY', 'DE'],
    ['VESUVIOPAY_STORE_ID', '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33'],
    ['VESUVIOPAY_PUBLISHABLE_KEY', 'pk_live_from_the_environment'],
    ['VESUVIOPAY_SECRET_KEY', 'sk_live_from_the_environment'],
    ['VESUVIOPAY_WEBHOOK_SECRET', 'whsec_c2VjcmV0LWZyb20tdGhlLWVudmlyb25tZW50'],
    ['VESUVIOPAY_SEND_CODE_PATH', 'auth/send-code'],
    ['TJAR_STORE_DOMAIN', 'example-store.tjar.sa'],
    ['BUZZBIP_CHANNEL', 'sms'],
    ['VENDURE_SECRET', Buffer.alloc(32, 2).toString('base64url')],
    ['VENDURE_IDLE_MINUTES', '30'],
    ['VENDURE_LANGUAGE', 'de'],
    ['VENDURE_PRODUCT_URL', 'https://shop.example/products/{slug}'],
  ])
  const env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get(_env, name) {
        const variable = String(name).replace('CART_RECOVERY_', '')
        asked.add(variable)
        if (variable.startsWith('LIMIT_')) return '9'
        return values.get(variable) ?? (variable.endsWith('_URL') ? 'https://shop.example' : 'from-the-environment')
      },
    },
  )
  const { platforms } = fromEnvironment(env)
  // Read by `serve` itself, whatever the configuration.
  readVariables(variables.server, env)
  readVariables(variables.admin, env)
  assert.equal(platforms.length, 5)
  assert.deepEqual(listed.toSorted(), [...asked].toSorted())
})

test('no other file names a variable that the table does not have', () => {
  const known = new Set(Object.values(variables).flatMap((group) => variablesOf(group).map(({ name }) => name)))
  for (const file of typescriptFiles('src').filter((name) => !name.endsWith('.test.ts'))) {
    for (const [name] of read(file).matchAll(/CART_RECOVERY_[A-Z_]*[A-Z]/g))
      assert.ok(known.has(name), `${file}: ${name}`)
  }
})

test('the page names the Node that the command asks for', () => {
  assert.ok(page.includes(`Node ${minNodeVersion.replace(/\.0$/, '')} or newer`))
})
