import type { Browser, Page } from 'puppeteer-core'

import type { Fault } from './boxes.ts'
import { collectBoxes } from './collect-boxes.ts'
import { findFaults } from './find-faults.ts'
import { axeLanguages, switchLanguage } from './languages.ts'
import { desktop, type ListedState, openState, phone } from './open-state.ts'
import { runAxe } from './run-axe.ts'

/** The most that may move by itself, as the sum of a page's layout shifts. */
export const maxShift = 0.01
/** A phone, the narrowest one, and a phone whose owner reads text of twice the size. */
const windows = [
  { ...phone, width: 320, height: 640, text: '100%' },
  { ...phone, text: '200%' },
  { ...phone, text: '100%' },
]

/** A fault, and where it was seen. */
export interface Finding extends Fault {
  state: string
  language: string
  window: string
}

/** What was measured, and what was found. */
export interface Report {
  states: number
  languages: string[]
  boxes: number
  axeRuns: number
  worstShift: { score: number; state: string; window: string }
  findings: Finding[]
}

/** Measures every one of these states in every one of these languages, and tells of each once it is done. */
export async function measureStates(
  browser: Browser,
  states: ListedState[],
  languages: string[],
  tell: (line: string) => void = () => {},
): Promise<Report> {
  const worstShift = { score: 0, state: 'none', window: 'any' }
  const report: Report = { states: 0, languages, boxes: 0, axeRuns: 0, worstShift, findings: [] }
  for (const state of states) {
    const before = report.findings.length
    try {
      await measureState(browser, state, report)
    } catch (error) {
      throw new Error(`${state.name} could not be measured`, { cause: error })
    }
    report.states += 1
    tell(`${state.name}: ${report.findings.length - before} found`)
  }
  return report
}

async function measureState(browser: Browser, state: ListedState, report: Report): Promise<void> {
  const large = await openState(browser, state, desktop)
  await readShift(large, state, 'desktop', report)
  await large.close()
  const page = await openState(browser, state, phone)
  await readShift(page, state, 'phone', report)
  let words = ''
  for (const language of report.languages) {
    const now = await switchLanguage(page, language)
    const unchanged = { kind: 'language' as const, element: 'cart-recovery', text: now.slice(0, 80), rects: [] }
    if (words && now === words) report.findings.push({ ...unchanged, state: state.name, language, window: 'phone' })
    words = now.trim()
    for (const { width, height, text } of windows) {
      await page.setViewport({ width, height, hasTouch: true, isMobile: true })
      await page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), text)
      const measured = await page.evaluate(collectBoxes)
      report.boxes += measured.boxes.length
      keep(findFaults(measured), state, language, `${width} px, text ${text}`, report)
    }
    if (!axeLanguages.includes(language)) continue
    for (const theme of ['dark', 'light'] as const) {
      report.axeRuns += 1
      keep(await runAxe(page, theme), state, language, theme, report)
    }
  }
  await page.close()
}

/** Reads how much moved while the page opened, which is before anything is switched. */
async function readShift(page: Page, state: ListedState, window: string, report: Report): Promise<void> {
  const { score, moved } = await page.evaluate(() => globalThis.window.layoutShift ?? { score: 0, moved: [] })
  if (score > report.worstShift.score) report.worstShift = { score, state: state.name, window }
  if (score <= maxShift) return
  const text = `${score.toFixed(3)} of ${maxShift}: ${moved.slice(0, 6).join('; ')}`
  const [, first = 'page'] = /^\S+ (.*?):/.exec(moved[0] ?? '') ?? []
  keep([{ kind: 'shift', element: first, text, rects: [] }], state, 'en', window, report)
}

function keep(faults: Fault[], { name: state }: ListedState, language: string, window: string, { findings }: Report) {
  findings.push(...faults.map((fault) => ({ ...fault, state, language, window })))
}
