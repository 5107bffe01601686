import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build, type InlineConfig } from 'vite'

const run = promisify(execFile)

export interface BuiltPage {
  /** The module of the browser, and what it loads later, by file name. */
  files: Map<string, string>
  render(page: 'own' | 'widget'): string
}

/** Where another React lies than the repository's own: installed from the lock file beside this file. */
export async function installReact18(folder: string): Promise<string> {
  cpSync(join(import.meta.dirname, 'react-18'), folder, { recursive: true })
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
  return join(folder, 'node_modules')
}

/** Builds the page as a shop's bundler would, for the browser and for the server. */
export async function buildPage(outDir: string, modules?: string): Promise<BuiltPage> {
  const shared: InlineConfig = {
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: modules ? { alias: { react: join(modules, 'react'), 'react-dom': join(modules, 'react-dom') } } : {},
  }
  const browser = await build({
    ...shared,
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: join(import.meta.dirname, 'client.ts'), output: { entryFileNames: 'page.js' } },
    },
  })
  await build({
    ...shared,
    ssr: { noExternal: true },
    build: {
      outDir,
      ssr: join(import.meta.dirname, 'server.ts'),
      rolldownOptions: { output: { entryFileNames: 'server.mjs' } },
    },
  })
  const [output] = [browser].flat()
  const chunks = output && 'output' in output ? output.output : []
  const files = new Map(chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk.code]] : [])))
  const { render } = await import(pathToFileURL(join(outDir, 'server.mjs')).href)
  return { files, render }
}
