import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'

import { hydrogenEntry } from './pages.ts'

const run = promisify(execFile)

/** Installs the peers' packages from the lock file beside this file, without running any script of theirs. Answers their versions. */
export async function installPeers(folder: string): Promise<Record<string, string>> {
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    cpSync(join(import.meta.dirname, name), join(folder, name))
  }
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, maxBuffer: 1e8 })
  writeFileSync(join(folder, 'hydrogen-react.js'), hydrogenEntry)
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: 'hydrogen-react',
      lib: { entry: 'hydrogen-react.js', formats: ['es'], fileName: () => 'hydrogen-react.js' },
      rolldownOptions: { output: { minify: true, comments: false } },
    },
  })
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return dependencies
}
