// Writes the measured sizes into the README, and the hashes of the built script. Run by `npm run generate`, after the build.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { integritySection } from './integrity.ts'
import { withSection } from './pages.ts'
import { measureDropin, sizeSentence } from './sizes.ts'
import { read, root } from './source-files.ts'

const policyPage = 'docs/csp-and-privacy.md'
writeFileSync(join(root, 'README.md'), withSection(read('README.md'), 'sizes', `  ${sizeSentence(measureDropin())}`))
writeFileSync(join(root, policyPage), withSection(read(policyPage), 'integrity', integritySection()))
