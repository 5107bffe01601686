import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

import { freePort } from '../../setup/free-port.ts'
import { openPackedProject, typeCheck } from '../../setup/packed.ts'
import { logIn } from '../graphql.ts'
import { engineFolder, requireEngine } from '../install-engine.ts'

// The plugin as a shop has it: packed, beside the engine in one `node_modules`. Most such shops are CommonJS.

const options = { skip: !requireEngine() }
const config = `import { CartRecoveryMessageEvent, CartRecoveryPlugin } from 'cart-recovery/vendure-plugin'
import { EmailEventListener } from '@vendure/email-plugin'
import type { VendureConfig } from '@vendure/core'
export const plugins: NonNullable<VendureConfig['plugins']> = [
  CartRecoveryPlugin.init({ secret: 'A'.repeat(43), webhookUrl: 'https://shop.example/cart-recovery/webhooks/vendure' }),
]
export const message = new EmailEventListener('cart-recovery')
  .on(CartRecoveryMessageEvent)
  .setRecipient(({ emailAddress }) => emailAddress)
  .setTemplateVars(({ firstName, link }) => ({ firstName, link }))
`

const folder = options.skip ? '' : openShop()

function openShop(): string {
  const { folder } = openPackedProject(['jose', '@types/node'])
  for (const name of [
    '@vendure/core',
    '@vendure/email-plugin',
    '@nestjs/common',
    '@nestjs/graphql',
    'graphql',
    'sql.js',
  ]) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(join(engineFolder, 'node_modules', name), join(folder, 'node_modules', name))
  }
  return folder
}

test(
  'the plugin’s source compiles against the engine’s own types, and so what is written of them here is right',
  options,
  () => {
    const project = join(engineFolder, 'tsconfig.json')
    execFileSync(join(engineFolder, '../../node_modules/.bin/tsc'), ['--noEmit', '-p', project], { stdio: 'inherit' })
  },
)

test('a shop’s configuration type-checks against the engine’s own types', options, () => {
  const flags = '--module nodenext --types node --skipLibCheck'.split(' ')
  for (const name of ['vendure-config.ts', 'vendure-config.cts']) {
    writeFileSync(join(folder, name), config)
    typeCheck(folder, [name], flags)
    const wrong = join(folder, `wrong-${name}`)
    writeFileSync(wrong, config.replace('emailAddress }) => emailAddress', 'phone }) => phone'))
    assert.throws(() => typeCheck(folder, [`wrong-${name}`], flags), /TS2339/)
  }
})

test('the plugin is loaded by import and by require, and refuses what is wrong', options, () => {
  const run = (file: string, load: string) => {
    const init = (more: string) =>
      `CartRecoveryPlugin.init({ secret: 'A'.repeat(43), webhookUrl: 'https://shop.example/', ${more} })`
    const wrong = ["secret: 'short'", "webhookUrl: 'http://shop.example/'", "publicUrl: 'shop.example'"]
    const tries = wrong.map((more) => `try { ${init(more)} } catch (error) { console.log(error.message) }`)
    writeFileSync(
      join(folder, file),
      `${load}\nconsole.log(typeof ${init('')})\n${tries.join('\n')}\nprocess.exit(0)\n`,
    )
    return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }).trim().split('\n')
  }
  const said = [
    'function',
    'CartRecoveryPlugin: secret is not 32 bytes in base64url',
    'CartRecoveryPlugin: webhookUrl is no https address',
    'CartRecoveryPlugin: publicUrl is no https address',
  ]
  assert.deepEqual(run('load.mjs', `import { CartRecoveryPlugin } from 'cart-recovery/vendure-plugin'`), said)
  assert.deepEqual(run('load.cjs', `const { CartRecoveryPlugin } = require('cart-recovery/vendure-plugin')`), said)
})

test('the server of examples/vendure starts, with the plugin in it', options, async (t) => {
  cpSync(join(engineFolder, '../../examples/vendure/server'), folder, { recursive: true })
  const port = await freePort()
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    SHOP_URL: 'https://shop.example',
    SUPERADMIN_PASSWORD: 'a password of the tests',
    COOKIE_SECRET: 'a secret of the tests',
    CART_RECOVERY_VENDURE_SECRET: 'A'.repeat(43),
    VENDURE_DISABLE_TELEMETRY: 'true',
  }
  const child = spawn(process.execPath, ['index.js'], { cwd: folder, env, stdio: 'ignore' })
  t.after(() => child.kill('SIGKILL'))
  const api = `http://127.0.0.1:${port}/admin-api`
  while (!(await fetch(api).catch(() => undefined))) {
    assert.equal(child.exitCode, null, 'the server ended')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const admin = await logIn(api, { identifier: 'superadmin', password: env.SUPERADMIN_PASSWORD })
  const { plugin } = await admin('{ plugin: cartRecoveryPlugin { webhookUrl } }')
  assert.equal(plugin.webhookUrl, 'https://shop.example/cart-recovery/webhooks/vendure')
})
