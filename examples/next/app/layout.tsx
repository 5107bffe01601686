import type { Metadata } from 'next'
import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'

import { countItems } from '../shop/cart'

export const metadata: Metadata = { title: 'Shop', icons: 'data:,' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">Shop</Link> <Link href="/sign-in">Sign in</Link> Cart:{' '}
          <Suspense>
            <CartCount />
          </Suspense>
        </header>
        {children}
      </body>
    </html>
  )
}

/** Streamed, because it is another one for each browser. */
async function CartCount() {
  return <span data-cart-count>{await countItems()}</span>
}
