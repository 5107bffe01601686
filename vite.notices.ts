import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Writes `NOTICES.txt` beside the built files: the licences of the packages inside them, which those licences ask to be passed
 * on. In the files themselves they would be bytes that every shopper loads.
 */
export function notices(): Plugin {
  return {
    name: 'notices',
    apply: 'build',
    generateBundle(_options, bundle) {
      const folders = new Set<string>()
      for (const file of Object.values(bundle)) {
        for (const id of file.type === 'chunk' ? Object.keys(file.modules) : []) {
          const folder = packageFolder(id)
          if (folder) folders.add(folder)
        }
      }
      this.emitFile({ type: 'asset', fileName: 'NOTICES.txt', source: [...folders].sort().map(noticeOf).join('\n\n') })
    },
  }
}

/** Of the package that a module comes from; undefined for our own. */
function packageFolder(id: string): string | undefined {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replace(/\0/g, '')) ?? []
  return folder
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((end) => join(folder, end)).find(existsSync)
  if (!file) throw new Error(`${dirname(folder)}: ${name} has no licence file to pass on`)
  return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`
}
