// Writes what follows from tables in the code and from the JSDoc of the elements. Run by `npm run generate`, before the
// build.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { configurationPage } from './configuration-page.ts'
import { editorFiles } from './editor-data.ts'
import { consoleTables, elementsPage, frameTable, partsFile } from './elements-page.ts'
import { merchantRoutesTable, widgetRoutesTable } from './endpoints-table.ts'
import { importsTable } from './imports-table.ts'
import { writeManifest } from './manifest.ts'
import { withSection } from './pages.ts'
import { problemsPage } from './problems-page.ts'
import { read, root } from './source-files.ts'
import { languagesPage } from './translations/languages-page.ts'

const write = (path: string, text: string) => writeFileSync(join(root, path), text)

writeManifest(root)
write('src/elements/styles/parts.ts', partsFile())
for (const [name, text] of Object.entries(editorFiles())) write(`editor/${name}`, text)
write('docs/elements.md', elementsPage())
write('docs/problems.md', problemsPage())
write('docs/configuration.md', configurationPage())
write('docs/languages.md', languagesPage())
write('docs/console.md', withSection(read('docs/console.md'), 'console', `\n${consoleTables()}\n`))
write('docs/merchant.md', withSection(read('docs/merchant.md'), 'routes', `\n${merchantRoutesTable()}\n`))
write('docs/routes.md', withSection(read('docs/routes.md'), 'routes', `\n${widgetRoutesTable()}\n`))
write('README.md', withSection(read('README.md'), 'frame', frameTable()))
write('docs/README.md', withSection(read('docs/README.md'), 'imports', `\n${importsTable()}\n`))
