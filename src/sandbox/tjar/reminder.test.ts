import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openTjar, reminder } from '../testing/tjar-client.ts'

test('a reminder is an e-mail with the words it was given and the first address in them', async () => {
  const { remind, mails, read, cart } = openTjar()
  const { status, body } = await remind('tjar-hero', { offer_discount: 15 })
  assert.deepEqual(
    [status, body],
    [200, { status: 'success', message: 'Reminder sent successfully', data: { reminder_sent: true, type: 'email' } }],
  )
  assert.deepEqual(await mails(), [
    {
      store: 'tjar',
      channel: 'email',
      platform: 'tjar',
      to: 'layla.haddad@mail.example',
      subject: reminder.subject,
      text: reminder.message,
      cartId: cart('tjar-hero').identifier,
      name: 'tjar-hero',
      link: 'https://shop.example/tjar?t=cr1_abc',
    },
  ])
  assert.equal((await read('tjar-hero')).reminders_count, 1)
  assert.equal(cart('tjar-hero').offerDiscount, 15)
})

test('nothing protects from sending twice', async () => {
  const { remind, mails, read } = openTjar()
  await remind('tjar-hero')
  assert.equal((await remind('tjar-hero')).body.data.reminder_sent, true)
  assert.equal((await mails()).length, 2)
  assert.equal((await read('tjar-hero')).reminders_count, 2)
})

test('unless a second reminder is refused, or quietly not sent', async () => {
  const refused = openTjar({ tjarSecondReminder: 'refused' })
  assert.equal((await refused.remind('tjar-hero')).status, 200)
  assert.equal((await refused.remind('tjar-hero')).status, 422)
  assert.equal((await refused.remind('tjar-reminded')).status, 422)
  const unsent = openTjar({ tjarSecondReminder: 'not-sent' })
  assert.deepEqual((await unsent.remind('tjar-reminded')).body.data, { reminder_sent: false, type: 'email' })
  assert.deepEqual([(await refused.mails()).length, (await unsent.mails()).length], [1, 0])
})

test('a reminder that was not sent says so under 200, and changes nothing', async () => {
  const { sandbox, remind, mails, read } = openTjar({ tjarReminderSent: 'false' })
  const { status, body } = await remind('tjar-hero', { offer_discount: 5 })
  assert.deepEqual([status, body.status, body.data.reminder_sent], [200, 'success', false])
  assert.deepEqual([(await mails()).length, (await read('tjar-hero')).reminders_count], [0, 0])
  assert.equal(sandbox.calls.list()[0]?.write, false)
})

test('a guest has no address: refused, not sent, or sent to nobody', async () => {
  const refused = openTjar()
  assert.equal((await refused.remind('tjar-guest')).status, 422)
  const unsent = openTjar({ tjarGuestReminder: 'not-sent' })
  assert.equal((await unsent.remind('tjar-guest')).body.data.reminder_sent, false)
  const pretended = openTjar({ tjarGuestReminder: 'pretended' })
  assert.equal((await pretended.remind('tjar-guest')).body.data.reminder_sent, true)
  assert.equal((await pretended.read('tjar-guest')).reminders_count, 1)
  for (const { mails } of [refused, unsent, pretended]) assert.deepEqual(await mails(), [])
})

test('the count of reminders may lag a minute behind', async () => {
  const { remind, read, wait } = openTjar({ tjarRemindersCount: 'later' })
  await remind('tjar-hero')
  wait(59)
  assert.equal((await read('tjar-hero')).reminders_count, 0)
  wait(1)
  assert.equal((await read('tjar-hero')).reminders_count, 1)
})

test('only e-mail with a subject and a message is taken, and an offer that can be one', async () => {
  const { remind, mails, call, pathOf } = openTjar()
  assert.deepEqual(Object.keys((await remind('tjar-hero', {}, 'sms')).body.errors), ['type'])
  for (const details of [{ subject: '' }, { message: ' ' }, { message: 5 }]) {
    assert.equal((await remind('tjar-hero', details)).status, 422)
  }
  for (const offer of [-1, 101, '15', null]) {
    const { body } = await remind('tjar-hero', { offer_discount: offer })
    assert.deepEqual(Object.keys(body.errors), ['alert_details.offer_discount'])
  }
  assert.equal((await call('POST', `${pathOf('tjar-hero')}/reminder`, { type: 'email' })).status, 422)
  assert.deepEqual(await mails(), [])
})

test('an offer may be required, and then none is nought', async () => {
  const { remind, cart } = openTjar({ tjarReminderOffer: 'required' })
  assert.equal((await remind('tjar-hero')).status, 422)
  assert.equal((await remind('tjar-hero', { offer_discount: 0 })).status, 200)
  assert.equal(cart('tjar-hero').offerDiscount, null)
})

test('an offer in riyals knows no hundred', async () => {
  const { remind } = openTjar({ tjarOfferUnit: 'riyals' })
  assert.equal((await remind('tjar-hero', { offer_discount: 250 })).status, 200)
})

test('nobody is reminded of a cart that is ordered, unknown, or still being filled', async () => {
  for (const tjarOrderedCart of ['404', 'converted', 'completed-without-order'] as const) {
    const { remind, mails, call } = openTjar({ tjarOrderedCart })
    assert.equal((await remind('tjar-ordered')).status, tjarOrderedCart === '404' ? 404 : 422)
    assert.equal((await remind('tjar-shopping')).status, 404)
    const body = { type: 'email', alert_details: reminder }
    assert.equal((await call('POST', '/abandoned-carts/999/reminder', body)).status, 404)
    assert.deepEqual(await mails(), [])
  }
})

test('a message without an address is a message without a link', async () => {
  const { remind, mails } = openTjar()
  await remind('tjar-hero', { message: 'Come back to shop.example' })
  await remind('tjar-hero', { message: '<a href="http://shop.example/a">One</a> (https://shop.example/b)' })
  await remind('tjar-hero', { message: 'Look (https://shop.example/b).' })
  assert.deepEqual(
    (await mails()).map(({ link }) => link),
    [undefined, 'http://shop.example/a', 'https://shop.example/b'],
  )
})
