// A page with the merchant's console, and what its tests do with it.
import { aTimeout, fixture, html, waitUntil } from '@open-wc/testing'
import { LitElement } from 'lit'

import '../../../src/console/define.ts'
import type { CartRecoveryConsoleElement, View } from '../../../src/console/define.ts'
import { deep, find } from '../page.ts'
import { merchantKey } from './merchant.ts'

export { all, deep, find, focused, words } from '../page.ts'

export async function openConsole(template = html`<cart-recovery-console></cart-recovery-console>`) {
  const frame = (await fixture(template)) as CartRecoveryConsoleElement
  await settled(frame)
  return frame
}

/** Opens the console, signs in, and waits until this view is loaded. */
export async function openView(view: View, template?: ReturnType<typeof html>) {
  const frame = await openConsole(template)
  frame.store.open(view)
  await frame.signIn(merchantKey)
  await loaded(frame)
  return frame
}

/** Waits until no placeholder is left on the page. */
export async function loaded(frame: CartRecoveryConsoleElement) {
  await waitUntil(() => !find(frame, '.skeleton') && !find(frame, '[aria-busy="true"]'), 'everything to be loaded')
  await settled(frame)
}

/** Waits until every element has rendered, and what that starts is done. */
export async function settled(frame: Element) {
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(deep(frame).map((element) => element instanceof LitElement && element.updateComplete))
    await aTimeout(0)
  }
}

export function button(frame: Element, name: string): HTMLButtonElement {
  const found = deep(frame).find(
    (element): element is HTMLButtonElement =>
      element instanceof HTMLButtonElement &&
      (element.getAttribute('aria-label') ?? element.textContent?.trim()) === name,
  )
  if (!found) throw new Error(`There is no button ${name}`)
  return found
}

export async function press(frame: Element, name: string) {
  button(frame, name).click()
  await settled(frame)
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export function field(frame: Element, id: string): Field {
  const found = find<Field>(frame, `[id="${id}"]`)
  if (!found) throw new Error(`There is no field ${id}`)
  return found
}

/** Fills a field as a merchant does, with its events. */
export async function fill(frame: Element, id: string, value: string | boolean) {
  const found = field(frame, id)
  if (found instanceof HTMLInputElement && typeof value === 'boolean') found.checked = value
  else found.value = String(value)
  for (const type of ['input', 'change']) found.dispatchEvent(new Event(type, { bubbles: true }))
  await settled(frame)
}

export const heading = (frame: Element) =>
  find(frame, '[role="tabpanel"] h2')?.textContent ?? shown(frame, 'h2')[0] ?? ''

/** The texts of the visible elements that match. */
export function shown(frame: Element, selector: string): string[] {
  return deep(frame)
    .filter((element) => element.matches(selector) && element.getClientRects().length > 0)
    .map((element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim())
}

/** Waits until the live region holds this text. */
export async function announced(frame: Element, text: string) {
  const region = () => find(frame, '[role="status"]')?.textContent ?? ''
  await waitUntil(() => region().includes(text), `"${text}" to be announced`)
}

/** Waits until the live region is empty, and stays empty. */
export async function silent(frame: Element) {
  await aTimeout(150)
  await waitUntil(() => find(frame, '[role="status"]')?.textContent === '', 'nothing to be announced')
}

export async function key(frame: Element, target: Element, name: string) {
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }))
  await settled(frame)
}
