import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { KeyInput } from 'puppeteer-core'

import type { DrivenPage } from '../../setup/webkit-page.ts'
import { accessibilityOfFocus } from './accessibility-of-focus.ts'
import { listenToRegions } from './listen-to-regions.ts'
import { readStop, type Stop } from './read-stop.ts'

/** A way through a page by keyboard alone, which writes down what a screen reader says. */
export interface Walk {
  /** Everything so far, line by line. */
  readonly transcript: readonly string[]
  /** Listens to the page that was just loaded, until its headline begins so. */
  arrive(title: string): Promise<void>
  /** Presses Tab until the focus is where the name begins so. */
  goTo(name: string): Promise<void>
  /** Presses Shift+Tab until the focus is where the name begins so. */
  goBackTo(name: string): Promise<void>
  /**
   * Presses keys, and waits until that is said so often and no more. Where nothing has to be said, the focus goes elsewhere, or
   * what has it changes: a screen reader says that by itself.
   */
  act(does: string, keys: readonly (KeyInput | { text: string })[], expected?: { says: number }): Promise<void>
  /** Presses a key that says one thing, and leads to another page. */
  leave(does: string, key: KeyInput, path: string): Promise<void>
}

/** For how long nothing more may be said. A raised quantity is checked again 300 ms after the last key. */
const quietMs = 500

/** No stop may say one of the names twice. */
export function startWalk(page: DrivenPage, names: readonly string[]): Walk {
  const transcript: string[] = []
  let groups: readonly string[] = []
  let heard = 0

  const listen = () => page.evaluate(() => [...(Reflect.get(window, 'announced') as string[])])
  const soFar = () => `after:\n${transcript.slice(-6).join('\n')}`

  async function readFocus(): Promise<{ stop: Stop; spoken: string }> {
    const stop = await page.evaluate(readStop)
    assert.notEqual(stop.role, 'body', `the focus is lost, ${soFar()}`)
    const tree = await accessibilityOfFocus(page)
    if (tree) assert.deepEqual(tree, { role: stop.role, name: stop.name, description: stop.description })
    const spoken = speak({ ...stop, groups: stop.groups.filter((group) => !groups.includes(group)) })
    for (const name of names) assert.ok(spoken.split(name).length < 3, `the name is said twice: ${spoken}`)
    groups = stop.groups
    return { stop, spoken }
  }

  async function until(isSo: () => Promise<boolean>, otherwise: string) {
    const end = Date.now() + 20_000
    while (!(await isSo())) {
      if (Date.now() > end) assert.fail(`${otherwise}, ${soFar()}\nSaid: ${(await listen()).slice(heard).join(' / ')}`)
      await delay(50)
    }
  }

  async function tabTo(name: string, key: string, press: () => Promise<void>) {
    transcript.push('')
    for (let count = 0; count < 40; count += 1) {
      await press()
      const { stop, spoken } = await readFocus()
      transcript.push(`${key}: ${spoken}`)
      if (stop.name.startsWith(name)) return
    }
    assert.fail(`no stop is named ${name}, ${soFar()}`)
  }

  return {
    transcript,
    async arrive(title) {
      await page.evaluate(listenToRegions)
      await until(async () => (await listen()).some((text) => text.startsWith(title)), `"${title}" is not said`)
      await delay(quietMs)
      const said = await listen()
      heard = said.length
      transcript.push('The link opens', `  says: ${said.at(-1)}`)
    },
    goTo: (name) => tabTo(name, 'Tab', () => page.keyboard.press('Tab')),
    goBackTo: (name) =>
      tabTo(name, 'Shift+Tab', async () => {
        await page.keyboard.down('Shift')
        await page.keyboard.press('Tab')
        await page.keyboard.up('Shift')
      }),
    async act(does, keys, { says } = { says: 1 }) {
      const before = JSON.stringify(await page.evaluate(readStop))
      for (const key of keys) await (typeof key === 'object' ? page.keyboard.type(key.text) : page.keyboard.press(key))
      const isFollowed = async () =>
        says ? (await listen()).length >= heard + says : JSON.stringify(await page.evaluate(readStop)) !== before
      await until(isFollowed, `nothing follows "${does}"`)
      await delay(quietMs)
      const said = (await listen()).slice(heard)
      heard += said.length
      transcript.push('', does, ...said.map((text) => `  says: ${text}`), `  is at: ${(await readFocus()).spoken}`)
      assert.equal(said.length, says, `said ${said.length} times, ${soFar()}`)
    },
    async leave(does, key, path) {
      await page.keyboard.press(key)
      await until(async () => (await listen()).length > heard, `nothing follows "${does}"`)
      transcript.push('', does, ...(await listen()).slice(heard).map((text) => `  says: ${text}`))
      const isThere = () => page.evaluate((wanted) => location.pathname.includes(wanted), path).catch(() => false)
      await until(isThere, `the page ${path} does not open`)
      transcript.push(`  leads to: ${await page.evaluate(() => document.querySelector('h1')?.textContent ?? '')}`)
    },
  }
}

/** What a screen reader says of a stop. */
function speak({ role, name, value, states, description, groups }: Stop): string {
  const parts = [...groups, `${role} “${name}”`, value && `= ${value}`, ...states, description && `(${description})`]
  const spoken = parts.filter(Boolean).join(', ')
  return spoken
}
