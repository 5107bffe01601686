import { Page } from 'puppeteer-core'

import type { DrivenPage } from '../../setup/webkit-page.ts'
import type { Stop } from './read-stop.ts'

/** Role, name and description of the focused element by Chromium's own tree. Undefined in every other engine. */
export async function accessibilityOfFocus(
  page: DrivenPage,
): Promise<Pick<Stop, 'role' | 'name' | 'description'> | undefined> {
  if (!(page instanceof Page) || (await page.browser().version()).startsWith('firefox')) return undefined
  const session = await page.createCDPSession()
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(() => {
      let focused = document.activeElement
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
      return focused
    })()`,
  })
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    ...(result.objectId && { objectId: result.objectId }),
    fetchRelatives: false,
  })
  await session.detach()
  const [node] = nodes
  const text = (value: unknown) => tidy(typeof value === 'string' ? value : '')
  return {
    role: text(node?.role?.value),
    name: text(node?.name?.value),
    description: text(node?.description?.value),
  }
}

const tidy = (text: string) =>
  text
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
