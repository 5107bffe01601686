// Writes the figures of bench/results.json into the documentation. Run by `npm run generate`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { benchSections } from './bench-sections.ts'
import { withSection } from './pages.ts'
import { read, root } from './source-files.ts'

for (const { page, name, text } of benchSections()) {
  writeFileSync(join(root, page), withSection(read(page), name, text))
}
