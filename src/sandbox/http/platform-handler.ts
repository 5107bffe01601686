/** A platform as a server knows it. */
export interface PlatformHandler {
  fetch(request: Request, env?: unknown): Promise<Response>
  /** Forgets what is counted outside the world. */
  reset(): void
}

/** The path without the prefix under which the platform is reached from outside; it may be there or not. */
export function withoutPrefix(pathname: string, platformUrl: string): string {
  const prefix = prefixOf(platformUrl)
  return prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
}

export function prefixOf(platformUrl: string): string {
  return new URL(platformUrl).pathname.replace(/\/$/, '')
}
