import { parse, serialize } from 'hono/utils/cookie'

import { openParam } from '../../contract/index.ts'
import type { Sealer } from '../sealing/sealer.ts'

/** Long enough for a page to load on a bad connection, and to be loaded again. */
const lifetimeMs = 10 * 60 * 1000
/** All of them go with every request to the proxy. */
const maxCookies = 5
/** An answer takes away this many at most, whatever was sent. */
const maxRemovals = 20

const prefix = `${openParam}-`

/** A cookie of each opened link: the link's token, sealed, under the mark that the page's address has. */
export interface OpenCookies {
  /** A new mark, and the `Set-Cookie` lines that keep the token under it. The oldest of too many cookies goes. */
  keep(link: KeptLink, cookieHeader?: string): Promise<{ mark: string; setCookies: string[] }>
  /** The link behind a mark. Undefined without its cookie, or where that is too old or not ours. */
  read(mark: string, cookieHeader?: string): Promise<KeptLink | undefined>
  /** The `Set-Cookie` line that removes the cookie of a mark. */
  remove(mark: string): string
  /** The lines that remove it and every other cookie of the same link, as of a second tap on the message. */
  removeLink(mark: string, cookieHeader?: string): Promise<string[]>
}

/** What the address of a link held. */
export interface KeptLink {
  token: string
  coupon?: string | undefined
}

interface KeptToken extends KeptLink {
  mark: string
  /** Milliseconds since 1970. */
  openedAt: number
}

/**
 * Cookies that only the proxy reads: `HttpOnly`, on its host and path alone. They are `Secure` but on loopback, where WebKit
 * drops a `Secure` cookie over http.
 */
export function createOpenCookies(sealer: Sealer, publicUrl: string, clock: () => number): OpenCookies {
  const { protocol, pathname } = new URL(publicUrl)
  const options = {
    httpOnly: true,
    sameSite: 'Lax',
    secure: protocol === 'https:',
    path: pathname.replace(/\/+$/, '') || '/',
  } as const
  const setCookie = (mark: string, value: string, maxAge: number) =>
    serialize(prefix + mark, value, { ...options, maxAge })
  const remove = (mark: string) => setCookie(mark, '', 0)

  async function open(mark: string, sealed: string): Promise<KeptToken | undefined> {
    const opened = await sealer.open<KeptToken>('open', sealed)
    return opened.status === 'open' && opened.payload.mark === mark ? opened.payload : undefined
  }

  /** The cookies of a request. `kept` is absent where one does not open. */
  async function readAll(cookieHeader: string): Promise<{ mark: string; kept?: KeptToken | undefined }[]> {
    const sent = Object.entries(parse(cookieHeader)).filter(([name]) => name.startsWith(prefix))
    return Promise.all(
      sent.slice(-maxRemovals).map(async ([name, sealed]) => {
        const mark = name.slice(prefix.length)
        return { mark, kept: await open(mark, sealed) }
      }),
    )
  }

  /** The marks that have to go before another one comes: what does not open, and then the oldest. */
  async function superfluous(cookieHeader: string): Promise<string[]> {
    const found = (await readAll(cookieHeader)).map(({ mark, kept }) => ({ mark, openedAt: kept?.openedAt ?? 0 }))
    const newestFirst = found.sort((one, other) => other.openedAt - one.openedAt)
    return newestFirst
      .filter(({ openedAt }, index) => openedAt === 0 || index >= maxCookies - 1)
      .map(({ mark }) => mark)
  }

  return {
    async keep({ token, coupon }, cookieHeader = '') {
      const mark = randomMark()
      const kept: KeptToken = { mark, token, coupon, openedAt: clock() }
      const sealed = await sealer.seal('open', kept, lifetimeMs)
      const removals = (await superfluous(cookieHeader)).map(remove)
      return { mark, setCookies: [...removals, setCookie(mark, sealed, lifetimeMs / 1000)] }
    },
    async read(mark, cookieHeader = '') {
      const sealed = parse(cookieHeader)[prefix + mark]
      return sealed === undefined ? undefined : open(mark, sealed)
    },
    remove,
    async removeLink(mark, cookieHeader = '') {
      const cookies = await readAll(cookieHeader)
      const link = cookies.find((cookie) => cookie.mark === mark)?.kept?.token
      const same = cookies.filter(({ kept }) => link !== undefined && kept?.token === link)
      return [...new Set([mark, ...same.map((cookie) => cookie.mark)])].map(remove)
    },
  }
}

/** 16 characters that a cookie's name and an address may have. It is no secret, and only has to be another one each time. */
function randomMark(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
