import type { Framework } from './framework.ts'
import { adoptPath, componentLeft, withoutLink } from './page-parts.ts'

/** React with Vite, or with any bundler and router. */
export const react: Framework = {
  name: 'React',
  isUsedIn: ({ packages }) => packages.has('react'),
  pagePath: () => '/cart/recover',
  hasProxy: () => false,
  // React Router has its sources in `app`.
  files: ({ isTypeScript, has }) => ({
    [`${has('app') && !has('src') ? 'app' : 'src'}/CartRecovery.${isTypeScript ? 'tsx' : 'jsx'}`]: component,
  }),
  left: () => componentLeft,
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
