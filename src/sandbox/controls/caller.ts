import { ControlError } from './control-error.ts'

/**
 * Refuses callers other than scripts and the shop's own pages on this machine. Without this check a page of another
 * site could reach the sandbox through the visitor's browser.
 */
export function requireLocalCaller(request: Request): void {
  const host = request.headers.get('host') ?? new URL(request.url).host
  if (!isLoopback(host)) {
    throw new ControlError(403, 'host-not-allowed', 'The sandbox controls answer on loopback hosts only')
  }
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site === 'cross-site' || (origin !== null && hostOf(origin) !== host.toLowerCase())) {
    throw new ControlError(403, 'cross-site', 'The sandbox controls take no calls from other sites')
  }
}

/** Reads a JSON object from the body. A request without a body is refused. */
export async function readObject(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  const type = request.headers.get('content-type')
  if (type !== null || text !== '') requireJson(type)
  if (text === '') throw new ControlError(400, 'body-missing', 'Send a JSON object')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new ControlError(400, 'body-not-json', 'The body is not JSON')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ControlError(400, 'body-not-object', 'Send a JSON object')
  }
  return body as Record<string, unknown>
}

/** Refuses a body that is not JSON on routes that need none, because a form on another page could send it. */
export function requireNoForm(request: Request): void {
  const type = request.headers.get('content-type')
  if (type !== null) requireJson(type)
}

function requireJson(type: string | null): void {
  if (!/^application\/json\b/i.test(type ?? '')) {
    throw new ControlError(415, 'not-json', 'Send Content-Type: application/json')
  }
}

function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name)
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
