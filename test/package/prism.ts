import { getHttpOperationsFromSpec, type IHttpOperationConfig } from '@stoplight/prism-http'
import { createClientFromOperations } from '@stoplight/prism-http/dist/client.js'

import { findSpecsFolder, specFiles } from './openapi.ts'

type Settings = Parameters<typeof createClientFromOperations>[1]
type Method = 'get' | 'put' | 'post' | 'delete'

/** BigCommerce as Stoplight's Prism plays it from the vendor's documents: it answers, and says what is wrong with requests. */
export interface Prism {
  fetch: typeof globalThis.fetch
  /** How the next answers are made up. */
  answer: IHttpOperationConfig
  /** Requests that one of the documents describes. */
  exchanges: number
  /** What Prism found wrong with a request: `PUT /carts/{id}: body.line_item …`. */
  violations: string[]
}

/** Throws where the documents are not on this machine. */
export async function createPrism(files: readonly string[] = specFiles): Promise<Prism> {
  const folder = findSpecsFolder()
  if (!folder) throw new Error('there are no OpenAPI documents to play')
  const operations = (await Promise.all(files.map((file) => getHttpOperationsFromSpec(`${folder}/${file}`)))).flat()
  const prism: Prism = { fetch: ask, answer: { dynamic: false }, exchanges: 0, violations: [] }
  const client = createClientFromOperations(operations, {
    mock: prism.answer,
    validateRequest: true,
    validateResponse: false,
    checkSecurity: true,
    errors: false,
    logger: silent,
  } as unknown as Settings)
  return prism

  async function ask(...[input, init]: Parameters<typeof globalThis.fetch>): Promise<Response> {
    const request = new Request(input, init)
    const method = request.method.toLowerCase() as Method
    const url = new URL(request.url)
    const path = url.pathname.replace(/^\/stores\/[^/]+\/v3/, '')
    const text = await request.text()
    const sent = { method, headers: Object.fromEntries(request.headers), ...(text && { body: JSON.parse(text) }) }
    const call = (mock: IHttpOperationConfig) =>
      client.request(`${path}${url.search}`, sent, { mock } as Partial<Settings>)
    try {
      // An operation that does not know the wanted status answers as it likes.
      const { code: _, ...anyStatus } = prism.answer
      const { status, data, violations } = await call(prism.answer).catch(() => call(anyStatus))
      prism.exchanges += 1
      for (const { path: at = [], message } of violations.input) {
        const where = at.join('.')
        prism.violations.push(
          `${request.method} ${path.replaceAll(/[0-9a-f-]{32,}|\b\d+\b/g, '*')}: ${where} ${message}`,
        )
      }
      const hasBody = status !== 204 && data !== undefined && data !== null
      return hasBody ? Response.json(data, { status }) : new Response(null, { status })
    } catch {
      // No document describes it: customers, checkouts and a channel's site.
      return Response.json({ status: 404, title: 'Not found' }, { status: 404 })
    }
  }
}

const silent = { level: 'silent', child: () => silent, ...none() }

/** Prism tells a logger of every step. */
function none() {
  const names = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'success', 'start', 'await', 'complete', 'note']
  return Object.fromEntries(names.map((name) => [name, () => undefined]))
}
