import { type TestContext, test } from 'node:test'

import { type Demo, startDemo } from '../../demo/start-demo.ts'
import { requireBrowsers } from '../setup/browsers.ts'
import { type DrivenPage, openWebKit } from '../setup/webkit-page.ts'
import { engines, open } from './kit.ts'

export interface EveryEngineContext {
  t: TestContext
  engine: string
  demo: Demo
  page: DrivenPage
  /** The link of a message in the mailbox, by its cart's key. */
  linkTo(key: string): Promise<string>
}

/** Runs a test in every engine, WebKit included, each time in a new world. */
export function inEveryEngine(name: string, run: (context: EveryEngineContext) => Promise<void>) {
  const { webkit } = requireBrowsers()
  for (const engine of [...engines, ...(webkit ? (['webkit'] as const) : [])]) {
    test(`${engine}: ${name}`, async (t) => {
      const demo = await startDemo({ port: 0, built: true })
      t.after(() => demo.close())
      const linkTo = async (key: string) => {
        const messages = (await (await fetch(new URL('/sandbox/messages', demo.addresses.shop))).json()) as Message[]
        return messages.find((message) => message.name === key)?.link ?? ''
      }
      await run({ t, engine, demo, page: await openPage(), linkTo })

      async function openPage(): Promise<DrivenPage> {
        if (engine === 'webkit') return openWebKit(t, webkit as NonNullable<typeof webkit>)
        const browser = await open(engine)
        t.after(() => browser.close())
        return browser.newPage()
      }
    })
  }
}

interface Message {
  name: string
  link: string
}
