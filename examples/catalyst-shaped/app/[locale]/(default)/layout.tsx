import Link from 'next/link'
import type { ReactNode } from 'react'

import { countItems } from '~/lib/cart/count-items'

export default async function DefaultLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header>
        <Link href="/">Shop</Link> <Link href="/login/">Sign in</Link> Cart:{' '}
        <span data-cart-count>{await countItems()}</span>
      </header>
      {children}
    </>
  )
}
