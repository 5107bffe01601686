import assert from 'node:assert/strict'
import { test } from 'node:test'

import { type CartEntry, isListed, lastActionAt, statusOf } from './cart-entry.ts'

const entry = (more: Partial<CartEntry> = {}): CartEntry => ({
  ...{ platform: 'shop', sealed: '', firstSeenAt: 1, changedAt: 1 },
  ...{ abandonmentCount: 0, platformMessages: 0, sentReports: 0 },
  ...more,
})

test('a cart has the status of the furthest that it came, whatever was told of it before or after', () => {
  const reached: Partial<CartEntry> = {}
  const statuses = (['abandonedAt', 'openedAt', 'checkedOutAt', 'closedAt', 'orderedAt'] as const).map((time) => {
    reached[time] = 0
    return statusOf(entry(reached))
  })
  assert.deepEqual(statuses, ['abandoned', 'opened', 'checked-out', 'closed', 'recovered'])
  assert.equal(statusOf(entry({ orderedAt: 1 })), 'recovered')
  assert.equal(statusOf(entry({ closedAt: 1 })), 'closed')
})

test('a cart is listed that was left or opened, and no other proxy’s', () => {
  assert.deepEqual(
    [{}, { abandonedAt: 0 }, { openedAt: 0 }, { orderedAt: 1 }, { openedAt: 1, isElsewhere: true }].map((more) =>
      isListed(entry(more)),
    ),
    [false, true, true, false, false],
  )
})

test('the shopper’s last action is what they saw or did last', () => {
  assert.equal(lastActionAt(entry()), 0)
  assert.equal(lastActionAt(entry({ displayedAt: 5 })), 5)
  assert.equal(lastActionAt(entry({ checkedOutAt: 5 })), 5)
  assert.equal(lastActionAt(entry({ displayedAt: 7, checkedOutAt: 5 })), 7)
  assert.equal(lastActionAt(entry({ displayedAt: 5, checkedOutAt: 7 })), 7)
})
