import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'

import type { Fault } from './boxes.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(
    context: Document,
    options: { resultTypes: string[] },
  ): Promise<{ violations: { id: string; help: string; nodes: { html: string; target: unknown[] }[] }[] }>
}

/** What axe objects to on a page as it is, best practices included. */
export async function runAxe(page: Page, theme: 'light' | 'dark'): Promise<Fault[]> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const violations = await page.evaluate(async () => {
    // A colour on its way from one theme to the other is neither's.
    await Promise.all(document.getAnimations().map(({ finished }) => finished))
    const { axe } = window as unknown as { axe: Axe }
    return (await axe.run(document, { resultTypes: ['violations'] })).violations
  })
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, target }) => ({
      kind: 'axe' as const,
      element: `${id}: ${target.flat().join(' ')}`,
      text: `${help}: ${html.slice(0, 160)}`,
      rects: [],
    })),
  )
}
