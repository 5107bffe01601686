import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { getRequestListener } from '@hono/node-server'

/** A server before the demo, whose origin pages have then. */
export interface Front {
  url: string
  /** What browsers reported of their content security policy. */
  reports: string[]
  /** The address of a page or a link, by way of this server. */
  to(address: string): string
}

const reportPath = '/policy-report'

/**
 * Starts one. `change` may rewrite pages, scripts and their headers, as an attacker or a shop would. The script's files are also
 * where the README has them.
 */
export async function startFront(
  t: TestContext,
  target: string,
  change: (text: string, headers: Headers) => string = (text) => text,
): Promise<Front> {
  const { origin } = new URL(target)
  const reports: string[] = []
  const to = (address: string) => url + address.slice(origin.length)

  async function answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    if (pathname === reportPath) {
      reports.push(await request.text())
      return new Response(null, { status: 204 })
    }
    const headers = new Headers(request.headers)
    for (const name of ['host', 'connection', 'content-length', 'accept-encoding']) headers.delete(name)
    if (headers.has('origin')) headers.set('origin', origin)
    const { method } = request
    const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer()
    const response = await fetch(new URL(pathname.replace(/^\/recovery-widget\//, '/') + search, origin), {
      method,
      headers,
      body,
      redirect: 'manual',
    })
    const sent = new Headers(response.headers)
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection']) sent.delete(name)
    const { status } = response
    const location = sent.get('location')
    if (location?.startsWith(origin)) sent.set('location', to(location))
    if (!/^text\/(html|javascript)/.test(sent.get('content-type') ?? ''))
      return new Response(response.body, { headers: sent, status })
    const policy = sent.get('content-security-policy')
    if (policy) sent.set('content-security-policy', `${policy}; report-uri ${reportPath}`)
    return new Response(change(await response.text(), sent), { headers: sent, status })
  }

  const server = createServer(getRequestListener(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, reports, to }
}
