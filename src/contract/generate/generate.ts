// Writes what derives from the schemas and the endpoint tables: the doors index.ts and browser.ts, and for the browser guards
// and endpoints without the 8 KB of zod. Run by `npm run generate`; a test compares the files with its output.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import { generateBrowser, generateIndex, sourceNames } from './doors.ts'
import { generateEndpoints, guardFiles } from './endpoints.ts'
import { generateGuards } from './guards.ts'

// The files themselves, because index.ts may not know a new one yet.
const modules: object[] = await Promise.all(sourceNames.map((name) => import(`../${name}`)))
const names = new Map<z.core.$ZodType, string>(
  modules
    .flatMap((module) => Object.entries<unknown>({ ...module }))
    .flatMap(([name, value]) => (value instanceof z.ZodType ? [[value, name] as const] : [])),
)

/** The generated files, by name. */
export const generated: Record<string, string> = {
  'index.ts': generateIndex(),
  'browser.ts': generateBrowser(),
  ...generateGuards(guardFiles, names),
  ...generateEndpoints(names),
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, text] of Object.entries(generated)) writeFileSync(new URL(`../${name}`, import.meta.url), text)
}
