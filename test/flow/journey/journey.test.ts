import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'

import { inEveryEngine } from '../every-engine.ts'
import { startWalk } from './walk.ts'

// The main journey by keyboard alone, and all that a screen reader says on the way. `JOURNEY=write` writes the transcript anew.

const transcript = new URL('transcript.txt', import.meta.url)

inEveryEngine('the main journey by keyboard says what the transcript says', async ({ page, linkTo, demo }) => {
  const sandbox = (path: string, init?: RequestInit) => fetch(new URL(`/sandbox/${path}`, demo.addresses.shop), init)
  /** The next answer of the shop takes long enough for the page to say that it is under way. */
  const slowDown = () =>
    sandbox('faults', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ platform: 'bigcommerce', fault: 'slow', delayMs: 600, times: 1 }),
    })
  const readCode = async () => {
    const messages = (await (await sandbox('messages')).json()) as { channel: string; code?: string }[]
    return messages.findLast(({ channel }) => channel === 'sms')?.code ?? ''
  }

  await page.goto(await linkTo('vesuviopay-hero'))
  const walk = startWalk(page, ['Linen cushion', 'Knitted beanie', 'Linen shirt', 'Cashmere scarf'])
  await walk.arrive('Your cart')

  await walk.goTo('Quantity of Linen cushion')
  await walk.act('Types 4, and Tab', [{ text: '4' }, 'Tab'])
  await walk.act('Space', [' '])
  await walk.goBackTo('Quantity of Linen cushion')
  await walk.act('Arrow down', ['ArrowDown'])
  await walk.goTo('Remove Linen cushion')
  await walk.act('Enter', ['Enter'])
  await walk.act('Enter', ['Enter'])

  await walk.goTo('Notify me about Cashmere scarf')
  await walk.act('Enter', ['Enter'], { says: 0 })
  await walk.act('Enter, with no number', ['Enter'])
  await walk.act('Types the number, and Enter', [{ text: '0170 1234501' }, 'Enter'], { says: 0 })
  await walk.act('Types a wrong code', [{ text: '000000' }])
  await walk.act('Types the code', [{ text: await readCode() }])

  await walk.goTo('Have a code?')
  await walk.act('Enter', ['Enter'], { says: 0 })
  await walk.goTo('Code')
  await walk.act('Types an unknown coupon, and Enter', [{ text: 'NOPE' }, 'Enter'])
  await walk.act('Types a coupon, and Enter', [{ text: 'WELCOME10' }, 'Enter'])

  await walk.goBackTo('Save and keep shopping')
  await slowDown()
  await walk.act('Enter', ['Enter'], { says: 2 })
  await walk.goTo('Undo')
  await slowDown()
  await walk.act('Enter', ['Enter'], { says: 2 })
  await walk.goTo('Check out')
  await slowDown()
  await walk.leave('Enter', 'Enter', '/checkout')

  const written = `${walk.transcript.join('\n')}\n`
  if (process.env.JOURNEY === 'write') await writeFile(transcript, written)
  assert.equal(written, await readFile(transcript, 'utf8'))
})
