import { cookieAttributes, cookieNote } from './page-parts.ts'

/** The route that answers at `/cart-recovery`. */
export function nextRoute(isTypeScript: boolean): string {
  return `import { openProxy } from '../proxy${isTypeScript ? '' : '.js'}'

export const dynamic = 'force-dynamic'

async function answer(request${isTypeScript ? ': Request' : ''}) {
  const { proxy } = await openProxy()
  return proxy.fetch(request)
}

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as POST, answer as PUT }
`
}

/** The route behind `adopt-url`. */
export function nextAdoptRoute(isTypeScript: boolean): string {
  return `import { adoptFromPage } from 'cart-recovery/proxy'
import { cookies } from 'next/headers'

import { openProxy } from '../../cart-recovery/proxy${isTypeScript ? '' : '.js'}'

${cookieNote}
const cookie = 'cartId'

/** Makes the recovered cart the shop's. Takes JSON from the shop's own pages alone. */
export async function POST(request${isTypeScript ? ': Request' : ''}) {
  const { proxy, config } = await openProxy()
  const jar = await cookies()
  return adoptFromPage(request, {
    origins: Object.values(config.channels).flatMap(({ origins }) => origins),
    adopt: proxy.adopt,
    presentCartId: jar.get(cookie)?.value,
    setCart({ cartId }) {
      jar.set(cookie, cartId, ${cookieAttributes})
    },
  })
}
`
}
