import type { TestContext } from 'node:test'
import type { Keyboard, KeyInput } from 'puppeteer-core'

import type { Browsers } from './browsers.ts'
import { startWebKit } from './webkit.ts'

/** The part of a page that every engine's driver has. Puppeteer's pages are such, too. */
export interface DrivenPage {
  goto(url: string): Promise<unknown>
  reload(): Promise<unknown>
  /** Runs a function in the page. It sees nothing of the test but its arguments. */
  evaluate<Value>(run: (...args: string[]) => Value | Promise<Value>, ...args: string[]): Promise<Awaited<Value>>
  keyboard: Pick<Keyboard, 'down' | 'up' | 'press' | 'type'>
}

/** What WebDriver calls the keys that are no characters. */
const codes: Partial<Record<KeyInput, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
}

/** A page in WebKitGTK, by WebDriver. It is closed with the test. */
export async function openWebKit(t: TestContext, webkit: NonNullable<Browsers['webkit']>): Promise<DrivenPage> {
  const driver = await startWebKit(webkit)
  t.after(() => driver.stop())
  const ask = async (method: string, path: string, body?: object) => {
    const init = { method, ...(body && { body: JSON.stringify(body) }) }
    const response = await fetch(`http://127.0.0.1:${driver.port}${path}`, init)
    return (await response.json()).value
  }
  const browserOptions = { binary: driver.miniBrowser, args: ['--automation'] }
  const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browserOptions } }
  const { sessionId } = await ask('POST', '/session', { capabilities })
  const session = `/session/${sessionId}`
  t.after(() => ask('DELETE', session).catch(() => {}))
  const act = async (...actions: { type: 'keyDown' | 'keyUp'; value: string }[]) => {
    const failure = await ask('POST', `${session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] })
    if (failure) throw new Error(failure.message)
  }
  const tap = (values: string[]) =>
    act(...values.flatMap((value) => [{ type: 'keyDown', value } as const, { type: 'keyUp', value } as const]))
  return {
    goto: (url) => ask('POST', `${session}/url`, { url }),
    reload: () => ask('POST', `${session}/refresh`, {}),
    async evaluate(run, ...args) {
      const script = `const done = [...arguments].pop()
new Promise((resolve) => resolve((${run})(...[...arguments].slice(0, -1)))).then((value) => done({ value }), (error) => done({ error: String(error) }))`
      const { value, error } = await ask('POST', `${session}/execute/async`, { script, args })
      if (error) throw new Error(error)
      return value
    },
    keyboard: {
      down: (key) => act({ type: 'keyDown', value: codes[key] ?? key }),
      up: (key) => act({ type: 'keyUp', value: codes[key] ?? key }),
      press: (key) => tap([codes[key] ?? key]),
      type: (text) => tap([...text]),
    },
  }
}

/** Waits until a function of the page answers something true. */
export async function until(page: DrivenPage, run: (...args: string[]) => unknown, ...args: string[]): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await page.evaluate(run, ...args))) {
    if (Date.now() > end) throw new Error(`The page never came to ${run}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
