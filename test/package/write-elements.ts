// Writes what follows from the JSDoc of the elements. Run by `npm run generate`, before the build.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { elementsPage, partsFile } from './elements-page.ts'
import { writeManifest } from './manifest.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
writeManifest(root)
writeFileSync(`${root}docs/elements.md`, elementsPage())
writeFileSync(`${root}src/elements/styles/parts.ts`, partsFile())
