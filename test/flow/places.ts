/** Every place of a page that a script can read, as text. Runs in the page, in any engine; what one lacks is an empty text. */
export async function readPlaces(): Promise<Record<string, string>> {
  const text = (value: unknown) => JSON.stringify(value) ?? ''
  const names = (entries: PerformanceEntry[]) => text(entries.map((entry) => entry.toJSON()))
  const markup = (root: ParentNode): string => {
    const inner = [...root.querySelectorAll('*')].map(({ shadowRoot }) => (shadowRoot ? markup(shadowRoot) : ''))
    return [...root.children].map(({ outerHTML }) => outerHTML).join('') + inner.join('')
  }
  const { navigation, cookieStore } = window as unknown as {
    navigation?: { entries(): { url: string; getState(): unknown }[]; activation?: { from?: { url: string } } }
    cookieStore?: { getAll(): Promise<unknown[]> }
  }
  const own = Object.keys(window).filter((key) => !/^(navigation|performance|document|history|location)$/.test(key))
  const globals = own.map((key) => {
    const value: unknown = Reflect.get(window, key)
    return typeof value === 'string' ? value : ''
  })
  const quietly = async (read: () => Promise<unknown>) => {
    try {
      return text(await read())
    } catch {
      return ''
    }
  }
  return {
    'location.href': location.href,
    'document.URL': document.URL,
    'document.documentURI': document.documentURI,
    'document.baseURI': document.baseURI,
    'document.referrer': document.referrer,
    'document.cookie': document.cookie,
    'document.title': document.title,
    'window.name': window.name,
    globals: text(globals),
    'history.state': text(history.state),
    localStorage: text({ ...localStorage }),
    sessionStorage: text({ ...sessionStorage }),
    'navigation entry': names(performance.getEntriesByType('navigation')),
    'resource entries': names(performance.getEntriesByType('resource')),
    'other performance entries': names(
      performance.getEntries().filter(({ entryType }) => !/^(navigation|resource)$/.test(entryType)),
    ),
    'Navigation API': text(navigation?.entries().map((entry) => [entry.url, entry.getState()])),
    'Navigation API, where from': navigation?.activation?.from?.url ?? '',
    cookieStore: await quietly(async () => cookieStore?.getAll()),
    indexedDB: await quietly(() => indexedDB.databases()),
    caches: await quietly(() => caches.keys()),
    markup: markup(document),
    'an error': String(new Error('of the page').stack),
  }
}
