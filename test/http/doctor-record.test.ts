import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRedactor } from '../../src/cli/record/redact.ts'
import { readFixtures } from '../recorded/fixtures.ts'
import { isRead, readAny } from '../recorded/reads.ts'
import { setUp } from '../setup/doctor.ts'

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()

test('what a store answers becomes recordings that the tests read, with nothing of the store or its shoppers in them', async (t) => {
  const { run, sandbox, folder } = await setUp(t, (store) => {
    store.vesuviopay = {}
  })
  const cart = sandbox.world.carts.find(({ key }) => key === 'all-available')
  const options = ['--record', 'answers', '--cart', cart?.id ?? '', '--platform', 'bigcommerce']
  const { status, stdout } = await run(...options)
  assert.equal(status, 0, stdout)
  assert.match(stdout, /Look through it before you send it/)

  const answers = join(folder, 'answers')
  const names = filesOf(answers)
  for (const name of [
    'bigcommerce/get-carts-id.json',
    'bigcommerce/get-channels-id-site.json',
    'bigcommerce/get-hooks.json',
  ])
    assert.ok(names.includes(name), `${name} of ${names.join(', ')}`)
  const text = names.map((name) => readFileSync(join(answers, name), 'utf8')).join('\n')
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const { storeId, publishableKey } = sandbox.credentials.vesuviopay
  const lines = cart?.lines.map(({ name }) => name) ?? []
  assert.ok(lines.length > 0)
  for (const real of [storeHash, accessToken, storeId, publishableKey, cart?.id ?? '', cart?.token ?? '', ...lines])
    assert.ok(!text.includes(real), real)
  assert.ok(!/x-auth-token|x-api-key|authorization"|127\.0\.0\.1/i.test(text))

  const recordings = readFixtures(answers)
  assert.equal(recordings.length, names.length)
  for (const { source, evidence, operation, status: answered } of recordings) {
    assert.match(source, /^recorded by doctor, \d{4}-\d\d-\d\d$/)
    assert.equal(evidence, 'recorded')
    assert.match(operation, /^(GET|POST|PUT|DELETE) \/[\w{}/-]*$/)
    assert.equal(typeof answered, 'number')
  }
  const read = recordings.filter((recording) => isRead(recording) && recording.status === 200)
  assert.ok(read.length >= 5, read.map(({ name }) => name).join())
  for (const recording of read) await readAny(recording)

  const again = await run(...options)
  assert.equal(again.status, 0)
  assert.deepEqual(filesOf(answers), names, 'the same names, and nothing of the older ones is left')
})

test('a folder with anything else in it is refused before anything is asked, and stays as it was', async (t) => {
  const { run, sandbox, folder } = await setUp(t)
  mkdirSync(join(folder, 'letters'))
  writeFileSync(join(folder, 'letters', 'to-ada.json'), '{"source":"a letter"}')
  const { status, stdout } = await run('--record', 'letters')
  assert.equal(status, 2)
  assert.match(stdout, /--record: letters is neither empty nor a recording/)
  assert.deepEqual(sandbox.calls.list(), [])
  assert.deepEqual(readdirSync(join(folder, 'letters')), ['to-ada.json'])
})

test('a body that an adapter reads is still read once everything of a shop is replaced in it', async () => {
  // A delivery is signed, and never recorded by doctor.
  const bodies = readFixtures().filter((fixture) => isRead(fixture) && fixture.operation !== 'webhook')
  for (const fixture of bodies) {
    const wasRefused = await readAny(fixture).then(
      () => false,
      () => true,
    )
    const isRefused = await readAny({ ...fixture, body: createRedactor()(fixture.body) }).then(
      () => false,
      () => true,
    )
    assert.equal(isRefused, wasRefused, fixture.name)
  }
  assert.ok(bodies.length > 40)
})
