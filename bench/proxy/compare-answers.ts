import assert from 'node:assert/strict'

import { newLink, pageOrigin } from './load.ts'

interface Answer {
  cartHandle: string
  cart: { revision: string; lineItems: { id: string }[] }
}

/** Throws unless every server gives the same answer, apart from what is new each time: the handle, the revision, and the lines' ids. */
export async function compareAnswers(urls: readonly string[], lines: number): Promise<void> {
  const [first = '', ...others] = urls
  const link = newLink()
  const expected = await answerOf(first, link)
  assert.equal(expected.cart.lineItems.length, lines)
  for (const url of others)
    assert.deepEqual(await answerOf(url, link), expected, `${first} and ${url} answer differently`)
}

async function answerOf(url: string, body: string) {
  const headers = { origin: pageOrigin, 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body })
  const text = await response.text()
  assert.equal(response.status, 200, `${url}: ${text}`)
  const { cartHandle: _handle, cart, ...rest } = JSON.parse(text) as Answer
  const { revision: _revision, lineItems, ...others } = cart
  return { ...rest, cart: { ...others, lineItems: lineItems.map(({ id: _id, ...line }) => line) } }
}
