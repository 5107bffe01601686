// A cart whose store knows its shoppers by phone: what the tests of back in stock, sign-in and text checkout share.
import { waitUntil } from '@open-wc/testing'
import type { TemplateResult } from 'lit'

import type { Abilities, Cart, LineItem } from '../../src/contract/browser.ts'
import type { CartRecoveryElement } from '../../src/elements/index.ts'
import { find, focused, openFrame, part, press, row, settled } from './page.ts'
import { available, type FakeAnswers, json, lineItem, ownHandle, problem, recovered } from './proxy.ts'

export const can: Partial<Abilities> = { backInStock: true, textCheckout: true, signIn: true }
export const phone = '+49 151 2345642'

const soldOut = { status: 'out-of-stock' } as const
export const lamp = (fields: Partial<LineItem> = {}) =>
  lineItem('lamp', { name: 'Lamp', availability: soldOut, ...fields })
export const vase = (fields: Partial<LineItem> = {}) =>
  lineItem('vase', { name: 'Vase', availability: soldOut, ...fields })

export const signInNeeded = () => problem('sign-in-needed', { status: 401 })
export const codeSent = () => json({ sentTo: '+49 ••• ••42', retryAfterSeconds: 30 }, 202)
export const signedIn = () => json({ cartHandle: ownHandle })

/** Answers a request for lines as the proxy does: with the state of each line that was asked for. */
export const listed = ({ body }: { body: Record<string, unknown> }) => {
  const { lineItemIds, subscribed } = body as { lineItemIds: string[]; subscribed: boolean }
  return json({ lineItems: lineItemIds.map((id) => ({ id, subscribed, availability: soldOut })) })
}

/** Opens a cart, and waits for what is loaded after its lines. */
export async function openByPhone(cart: Cart, answers: FakeAnswers = {}, abilities = can, template?: TemplateResult) {
  const answered = {
    '/recover': () => recovered(cart, abilities),
    '/availability': () => available(cart, abilities),
    '/back-in-stock': listed,
    '/sign-in/code': codeSent,
    '/sign-in': signedIn,
    ...answers,
  }
  const frame = await openFrame(answered, 'ready', template)
  await waitUntil(() => find(frame, byPhoneButtons), 'what is loaded later')
  await settled(frame)
  return frame
}

const byPhoneButtons = '[part="subscribe-button"], [part="unsubscribe-button"], [part="text-checkout-button"]'

export const subscribeButton = (frame: Element, name: string) => part(row(frame, name), 'subscribe-button')
export const form = (frame: Element) => find<HTMLFormElement>(frame, 'form')
export const asked = (frame: Element) => find(frame, 'cart-recovery-sign-in') as HTMLElement
export const field = (frame: Element) => find<HTMLInputElement>(frame, 'form input')
export const alertWords = (frame: Element) => find(frame, '[role="alert"]')?.textContent?.trim()
export const named = (frame: Element, words: string) =>
  [...(asked(frame).shadowRoot?.querySelectorAll('button') ?? [])].find(({ textContent }) =>
    textContent?.includes(words),
  )

/** Puts text into the field that stands there, as typing, pasting and autofill do. */
export async function fill(frame: CartRecoveryElement, text: string) {
  const input = field(frame) as HTMLInputElement
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  await settled(frame)
}

export async function submit(frame: CartRecoveryElement) {
  form(frame)?.requestSubmit()
  await settled(frame)
}

export async function until(frame: CartRecoveryElement, what: () => unknown, words = 'it to happen') {
  await waitUntil(what, words, { timeout: 3000 })
  await settled(frame)
}

/** From the tap to the field for the code. */
export async function askForCode(frame: CartRecoveryElement, button: HTMLElement) {
  await press(frame, button)
  await until(frame, () => part(frame, 'phone-input'), 'the phone field')
  await fill(frame, phone)
  await submit(frame)
  await until(frame, () => part(frame, 'code-input'), 'the code field')
}

/** The part that the focus is on. An element itself is nothing to compare: a test that fails would print the page. */
export const focusedPart = () => focused()?.getAttribute('part')
