import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** The drop-in script of this package, for the hosted page. */
export interface DropinFiles {
  /** Address of the entry. */
  script: string
  /** Answers a request for one of the files. Undefined for any other address. */
  answer(request: Request): Promise<Response> | undefined
}

// Beside the built command; in a clone there is none before a build.
const folder = fileURLToPath(new URL('../../../dropin/', import.meta.url))

/** The built script below `/link/script/` of the proxy. Undefined where the package was not built. */
export function findDropinFiles(publicUrl: string, from = folder): DropinFiles | undefined {
  if (!existsSync(`${from}cart-recovery.js`)) return undefined
  const prefix = `${new URL(publicUrl).pathname.replace(/\/+$/, '')}/link/script/`
  const app = new Hono()
  const serveFile = serveStatic({ root: from, rewriteRequestPath: (path) => path.slice(prefix.length) })
  app.get(`${prefix}:file{cart-recovery[-\\w]*\\.js}`, async (c, next) => {
    const response = await serveFile(c, next)
    if (!response?.ok) return response
    // Only the entry keeps its name from version to version. That a file is missing is not kept: during an upgrade another
    // instance has it.
    const isEntry = c.req.param('file') === 'cart-recovery.js'
    response.headers.set('cache-control', isEntry ? 'no-cache' : 'public, max-age=31536000, immutable')
    response.headers.set('x-content-type-options', 'nosniff')
    return response
  })
  app.notFound((c) => c.text('There is no such file.', 404, { 'cache-control': 'no-store' }))
  return {
    script: `${prefix}cart-recovery.js`,
    answer: (request) =>
      new URL(request.url).pathname.startsWith(prefix) ? Promise.resolve(app.fetch(request)) : undefined,
  }
}
