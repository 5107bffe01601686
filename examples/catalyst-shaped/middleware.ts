import { type NextRequest, NextResponse } from 'next/server'

import { defaultLocale, locales } from './i18n/locales'

/** Leads every address to a page below its locale, as Catalyst does once it has looked the address up at BigCommerce. */
export function middleware(request: NextRequest) {
  const { pathname, search } = request.nextUrl
  const [, locale = ''] = pathname.split('/')
  const page = locales.includes(locale) ? pathname : `/${defaultLocale}${pathname}`
  return NextResponse.rewrite(new URL(page + search, request.url))
}

export const config = { matcher: ['/((?!api|admin|_next/static|_next/image|_vercel|favicon.ico|robots.txt).*)'] }
