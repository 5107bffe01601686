import assert from 'node:assert/strict'

import { story } from './kit.ts'

story('rows are drawn while the cart’s own script is on its way, and nothing is said that is untrue', async (flow) => {
  const { page } = flow.visitor
  await page.setRequestInterception(true)
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const asked = new Promise<void>((resolve) => {
    page.on('request', async (request) => {
      if (/\/cart-recovery-[\w-]+\.js$/.test(request.url())) {
        resolve()
        await arrived
      }
      await request.continue()
    })
  })
  const opened = flow.visitor.openLink('hero')
  await asked
  const early = await page.evaluate(look)
  assert.equal(early.words, '', 'of a page without a link')
  assert.match(early.drawing, /linear-gradient/)
  assert.ok(early.height > 400, `${early.height} px`)
  arrive()
  await opened
  await flow.visitor.waitFor('ready')
  assert.equal((await page.evaluate(look)).drawing, 'none')
})

/** In the page: what is seen of the frame. */
function look() {
  const frame = document.querySelector('cart-recovery') ?? document.body
  const shown = [...frame.children].filter((child) => child.checkVisibility({ visibilityProperty: true }))
  return {
    words: shown.map(({ textContent }) => textContent).join(),
    drawing: getComputedStyle(frame, '::before').backgroundImage,
    height: frame.getBoundingClientRect().height,
  }
}
