import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

import { integrityOf } from '../../vite.integrity.ts'

const folder = new URL('../../dist/dropin/', import.meta.url)
/** Where the README has the script. */
const path = '/recovery-widget/'

/** The built script's hashes as a page takes them, and as its content security policy does: a section of docs/csp-and-privacy.md. */
export function integritySection(): string {
  const hashes = new Map<string, string>()
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort())
    hashes.set(path + name, integrityOf(readFileSync(new URL(name, folder))))
  const entry = `${path}cart-recovery.js`
  const map = `\n${JSON.stringify({ integrity: Object.fromEntries(hashes) }, null, 2)}\n`
  const ofMap = createHash('sha256').update(map).digest('base64')
  return `
\`\`\`html
<script type="importmap">${map}</script>
<script type="module" src="${entry}" integrity="${hashes.get(entry)}"></script>
\`\`\`

The import map is an inline script, so the policy's \`script-src\` names it: \`'sha256-${ofMap}'\`.
`
}
