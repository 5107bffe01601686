// Writes the measured sizes into the README. Run by `npm run generate`, after the build.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { withSection } from './pages.ts'
import { measureDropin, sizeSentence } from './sizes.ts'
import { read, root } from './source-files.ts'

writeFileSync(join(root, 'README.md'), withSection(read('README.md'), 'sizes', `  ${sizeSentence(measureDropin())}`))
