/** What one browser keeps of the proxy's cookies, as far as these tests need it: names, values and removals. */
export function createCookieJar() {
  const cookies = new Map<string, string>()
  return {
    names: () => [...cookies.keys()],
    /** The `Cookie` header. */
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    set: (name: string, value: string) => void cookies.set(name, value),
    /** Keeps and removes what the answer says. */
    take({ headers }: { headers: Headers }) {
      for (const line of headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/; Max-Age=0(;|$)/.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
    },
  }
}

export type CookieJar = ReturnType<typeof createCookieJar>
