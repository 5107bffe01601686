import { expect, html } from '@open-wc/testing'

import { all, describeFrame, openFrame } from './page.ts'
import { problem } from './proxy.ts'

describeFrame('an address in an attribute', () => {
  for (const hostile of [
    'javascript:alert(1)',
    'JaVa\nScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'http://evil.example/',
  ]) {
    it(`never leads to ${JSON.stringify(hostile)}, though an attribute says so`, async () => {
      const template = html`<cart-recovery shop-url=${hostile} sign-in-url=${hostile} contact-url=${hostile}></cart-recovery>`
      const failed = () => problem('account-cart', { status: 403 })
      const frame = await openFrame({ '/recover': failed }, 'failed', template)
      const links = all(frame, 'a[href]') as HTMLAnchorElement[]
      expect(links.length).to.be.above(0)
      for (const link of links) expect(link.getAttribute('href')).to.equal('/')
    })
  }

  for (const address of ['mailto:help@shop.example', 'tel:+49301234', 'https://help.example/']) {
    it(`leads to a person by ${address}`, async () => {
      const failed = () => problem('account-cart', { status: 403 })
      const template = html`<cart-recovery contact-url=${address}></cart-recovery>`
      const frame = await openFrame({ '/recover': failed }, 'failed', template)
      const links = all(frame, 'a[href]').map((link) => link.getAttribute('href'))
      expect(links).to.include(address)
    })
  }
})
