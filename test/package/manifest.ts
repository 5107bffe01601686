import { execFileSync } from 'node:child_process'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { read, root } from './source-files.ts'

interface Documented {
  name: string
  description?: string
  default?: string
  type?: { text: string }
}

/** What custom-elements.json says of one element; the fields that the pages are made of. */
export interface ManifestElement {
  tagName: string
  name: string
  description: string
  attributes?: (Documented & { fieldName: string })[]
  members?: (Documented & {
    kind: 'field' | 'method'
    attribute?: string
    reflects?: boolean
    readonly?: boolean
    parameters?: { name: string; optional?: boolean; default?: string; type: { text: string } }[]
  })[]
  events?: Documented[]
  slots?: Documented[]
  cssParts?: Documented[]
  cssProperties?: Documented[]
  cssStates?: Documented[]
}

/** An event's class: its fields are members. */
export type EventClass = Pick<ManifestElement, 'name' | 'description' | 'members'>

/** Runs the analyzer over the elements and writes custom-elements.json into this folder. */
export function writeManifest(folder: string): void {
  // The analyzer puts the working directory before every path.
  const outdir = relative(root, folder) || '.'
  const analyzer = fileURLToPath(import.meta.resolve('@custom-elements-manifest/analyzer/cem.js'))
  execFileSync(process.execPath, [analyzer, 'analyze', '--quiet', '--outdir', outdir], { cwd: root })
}

/** The widget's elements: the frame first, then by name. */
export function readElements(): ManifestElement[] {
  return readManifest().filter(({ tagName }) => tagName !== 'cart-recovery-console')
}

/** The console's frame. */
export function readConsole(): ManifestElement {
  const found = readManifest().find(({ tagName }) => tagName === 'cart-recovery-console')
  if (!found) throw new Error('custom-elements.json has no cart-recovery-console')
  return found
}

/** The frame: the one element that a page writes. */
export function readFrame(): ManifestElement {
  const [frame] = readElements()
  if (frame?.tagName !== 'cart-recovery') throw new Error('custom-elements.json has no cart-recovery')
  return frame
}

/** The classes of the events. */
export function readEventClasses(): EventClass[] {
  return readDeclarations().filter(({ tagName }) => !tagName)
}

function readManifest(): ManifestElement[] {
  const elements = readDeclarations().filter(({ tagName }) => tagName)
  return elements.sort((one, other) => (one.tagName < other.tagName ? -1 : 1))
}

function readDeclarations(): ManifestElement[] {
  const manifest: { modules: { declarations: ManifestElement[] }[] } = JSON.parse(read('custom-elements.json'))
  return manifest.modules.flatMap(({ declarations }) => declarations)
}
