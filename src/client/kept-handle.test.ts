import assert from 'node:assert/strict'
import { test } from 'node:test'

import {
  forgetHandle,
  hasKept,
  type KeptHandle,
  keepHandle,
  type PageMemory,
  readHandle,
  readMark,
} from './kept-handle.ts'

const kept: KeptHandle = {
  cartHandle: 'handle',
  choices: { a: 0, ['__proto__']: 2 },
  keptAt: 1000,
}

function memory({ blocked = false, state = null as unknown } = {}) {
  const entries = new Map<string, string>()
  const sessionStorage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
  const history = {
    state,
    replaceState(newState: unknown) {
      history.state = newState
    },
  }
  const place: PageMemory = {
    history,
    get sessionStorage() {
      if (blocked) throw new DOMException('blocked', 'SecurityError')
      return sessionStorage
    },
  }
  return { place, entries, history }
}

test('gives back what it kept, line ids of any name included', () => {
  const { place } = memory()
  keepHandle(place, kept)
  assert.deepEqual(readHandle(place, 2000), kept)
  assert.equal(hasKept(place), true)
})

test('keeps for a day', () => {
  const { place } = memory()
  keepHandle(place, kept)
  assert.ok(readHandle(place, 1000 + 24 * 3600_000 - 1))
  assert.equal(readHandle(place, 1000 + 24 * 3600_000), undefined)
})

test('forgets everything', () => {
  const { place, entries } = memory({ state: { mine: 1 } })
  keepHandle(place, kept)
  forgetHandle(place)
  assert.equal(entries.size, 0)
  assert.equal(hasKept(place), false)
})

test('does not believe an entry of another shape', () => {
  const { place, entries } = memory()
  const wrong = [{}, { ...kept, cartHandle: 1 }, { ...kept, keptAt: '1000' }, { ...kept, choices: { a: 'x' } }]
  for (const text of ['', '{', '[]', ...wrong.map((value) => JSON.stringify(value))]) {
    entries.set('cart-recovery', text)
    assert.equal(readHandle(place, 2000), undefined, text)
  }
})

test('leaves only a mark where storage is blocked, beside the router’s own state', () => {
  const { place, history } = memory({ blocked: true, state: { mine: 1 } })
  keepHandle(place, kept)
  assert.deepEqual(history.state, { mine: 1, cartRecovery: true })
  assert.equal(readHandle(place, 2000), undefined)
  assert.equal(readMark(place), true)
  assert.equal(hasKept(place), true)
  forgetHandle(place)
  assert.deepEqual(history.state, { mine: 1 })
})

test('a mark of /open opens the cart again where storage is blocked', () => {
  const { place, history } = memory({ blocked: true, state: { mine: 1, cartRecovery: 'mark' } })
  keepHandle(place, { ...kept, opened: 'mark' })
  assert.equal(readMark(place), 'mark')
  assert.equal(hasKept(place), true)
  forgetHandle(place)
  assert.deepEqual(history.state, { mine: 1 })
})

test('marks once: browsers limit how often the state may change', () => {
  const { place, history } = memory({ blocked: true })
  let changes = 0
  const replaceState = history.replaceState
  history.replaceState = (state) => {
    changes += 1
    replaceState(state)
  }
  for (let time = 0; time < 5; time += 1) keepHandle(place, kept)
  assert.equal(changes, 1)
})

test('leaves a state alone that is no object', () => {
  const { place, history } = memory({ blocked: true, state: 'router' })
  keepHandle(place, kept)
  assert.equal(history.state, 'router')
})
