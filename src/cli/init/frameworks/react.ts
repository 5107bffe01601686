import type { Framework } from './framework.ts'
import { adoptPath, withoutLink } from './page-parts.ts'

/** React with Vite, or with any bundler and router. */
export const react: Framework = {
  name: 'React',
  isUsedIn: ({ packages }) => packages.has('react'),
  pagePath: () => '/cart/recover',
  hasProxy: () => false,
  files: ({ isTypeScript }) => ({ [`src/CartRecovery.${isTypeScript ? 'tsx' : 'jsx'}`]: component }),
  left: () =>
    'Show <CartRecovery /> at /cart/recover, and let your server forward /cart-recovery/ to http://127.0.0.1:8787.',
}

const component = `import { CartRecovery as Frame } from 'cart-recovery/react'

/** The cart behind a message's link. It belongs on the page at /cart/recover. */
export function CartRecovery() {
  return (
    <Frame endpoint="/cart-recovery" shopUrl="/" adoptUrl="${adoptPath}">
      <p>${withoutLink}</p>
    </Frame>
  )
}
`
