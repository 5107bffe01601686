import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { NodeHandler } from './listen.ts'

/** Runs from a clone, where Vite and the sources are; else from a published package. */
const fromSource = import.meta.url.endsWith('.ts')
const root = new URL(fromSource ? '../' : '../../', import.meta.url)
const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json; charset=utf-8',
}

/**
 * Scripts and styles of the pages: the drop-in at `/cart-recovery.js`, the merchant's console at
 * `/cart-recovery-console.js`, the demo's own under `/assets/`.
 */
export interface Assets {
  /** Answers and returns true where the path is one of ours. */
  answer(...args: Parameters<NodeHandler>): boolean
  close(): Promise<void>
}

/** From source through Vite, unless `built` asks for what is published or there is no source. */
export function openAssets(built: boolean): Promise<Assets> {
  return built || !fromSource ? openBuilt() : openSources()
}

async function openBuilt(): Promise<Assets> {
  const dropin = new URL('dist/dropin/', root)
  const merchant = new URL('dist/console/', root)
  const browser = new URL('dist/demo/browser/', root)
  if (fromSource && ![new URL('cart-recovery.js', dropin), merchant, browser].every((file) => existsSync(file))) {
    await build()
  }

  const files = new Map<string, URL>()
  for (const [folder, path] of [
    [dropin, '/'],
    [merchant, '/'],
    [browser, '/assets/'],
    [new URL('demo/styles/', root), '/assets/'],
  ] as const) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (types[extname(file)]) files.set(path + file.replaceAll('\\', '/'), new URL(file, folder))
    }
  }
  return {
    answer({ url = '/', method }, outgoing) {
      const [pathname = '/'] = url.split('?')
      const file = files.get(pathname)
      if (!file) return false
      readFile(file).then(
        (body) => {
          outgoing.writeHead(200, {
            'content-type': types[extname(pathname)],
            'cache-control': 'no-cache',
            'x-content-type-options': 'nosniff',
          })
          outgoing.end(method === 'HEAD' ? undefined : body)
        },
        () => outgoing.writeHead(404).end(),
      )
      return true
    },
    close: async () => {},
  }
}

/** Vite transforms what a page asks for. Its own client is left out, so pages do not reload by themselves. */
async function openSources(): Promise<Assets> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    root: fileURLToPath(root),
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false },
  })
  const own = /^\/(?:src|demo\/browser|demo\/styles|node_modules|@id|@fs|@vite)\//
  return {
    answer(incoming, outgoing) {
      const path = toSource(incoming.url ?? '/')
      if (!own.test(path)) return false
      incoming.url = path
      vite.middlewares(incoming, outgoing, () => outgoing.writeHead(404).end())
      return true
    },
    close: () => vite.close(),
  }
}

function toSource(path: string): string {
  return path
    .replace(/^\/cart-recovery\.js(?=$|\?)/, '/src/dropin/index.ts')
    .replace(/^\/cart-recovery-console\.js(?=$|\?)/, '/src/console/define.ts')
    .replace(/^\/assets\/(.+)\.js(?=$|\?)/, '/demo/browser/$1.ts')
    .replace(/^\/assets\/(.+\.css)(?=$|\?)/, '/demo/styles/$1?direct')
    .replace(/^\/assets\/(.+\.svg)(?=$|\?)/, '/demo/styles/$1')
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    // Its output goes to standard error: `--json` owns standard output.
    const child = spawn('npm', ['run', 'build'], {
      cwd: fileURLToPath(root),
      stdio: ['ignore', process.stderr, process.stderr],
      shell: process.platform === 'win32',
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm run build ended with ${code}`))))
  })
}
