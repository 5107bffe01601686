import { type ManifestElement, readConsole, readElements, readEventClasses } from './manifest.ts'

/** docs/elements.md: every element's surface, from the manifest. */
export function elementsPage(): string {
  const elements = readElements()
  return `# Elements

<!-- Written by \`npm run generate\` from the JSDoc of src/elements. -->

A page writes one tag, \`<cart-recovery>\`. The others stand inside it; each is a class to import, and its parts can be styled
from outside. \`custom-elements.json\`, in the package, has the same for editors.

${elements.map(elementSection).join('\n\n')}

## Events

Request events bubble out of the widget and can be cancelled with \`preventDefault()\`: then the shop answers them itself.
Notices tell what happened. No event holds a token, a phone number or an e-mail address.

${eventTable(elements)}

\`EventCartLine\`, \`EventLineItem\`, \`Cart\`, \`Outcome\` and \`ProblemCode\` are types of \`cart-recovery\`; [problems.md](problems.md) lists the codes.

## State

What the widget knows is in nanostores, and every action is a method beside them:

\`\`\`ts
import type { CartRecoveryElement } from 'cart-recovery'

const frame = document.querySelector<CartRecoveryElement>('cart-recovery')
frame?.store.$summary.subscribe((summary) => console.log(summary?.itemCount))
\`\`\`

An element inside the frame gets the same store by the context protocol: \`frameContext\` of \`cart-recovery\`, for \`@lit/context\`.
`
}

/** What each event carries. */
function eventTable(elements: readonly ManifestElement[]): string {
  const events = elements.flatMap(({ events = [] }) => events)
  return table(
    ['Event', 'Carries', ''],
    readEventClasses().map(({ name, description, members = [] }) => [
      code(events.find(({ type }) => type?.text === name)?.name ?? name),
      members
        .map(({ kind, name, type }) => code(kind === 'method' ? `${name}()` : `${name}: ${type?.text}`))
        .join(', '),
      description,
    ]),
  )
}

/** src/elements/styles/parts.ts: what every element passes on. */
export function partsFile(): string {
  const names = readElements()[0]?.cssParts?.map(({ name }) => name) ?? []
  return `/**
 * Every CSS part. Each element inside a frame passes all of them on, so that a shop can style a part through any number
 * of shadow roots. Written by \`npm run generate\` from the elements' JSDoc.
 */
export const parts =
  '${names.join(', ')}'
`
}

/** The README's table of the frame's attributes and of all events. */
export function frameTable(): string {
  const elements = readElements()
  const [frame] = elements
  const attributes = settable(frame).map(
    ({ name, default: fallback, description }) =>
      `| \`${name}\` | attribute${fallback ? `, \`${unquoted(fallback)}\`` : ''} | ${description} |`,
  )
  const events = elements.flatMap(({ events = [] }) => events)
  const rows = events
    .filter(({ name }, index) => events.findIndex((event) => event.name === name) === index)
    .sort((one, other) => Number(isRequest(other.name)) - Number(isRequest(one.name)))
    .map(({ name, description = '' }) => `| \`${name}\` | event | ${description} |`)
  return ['| Name | | |', '|---|---|---|', ...attributes, ...rows].join('\n')
}

const isRequest = (event: string) => event.endsWith('-request')

/** The console's surface, for its page. */
export function consoleTables(): string {
  return tablesOf(readConsole())
}

function elementSection(element: ManifestElement): string {
  const { tagName, name, description } = element
  return `## \`<${tagName}>\`\n\nClass \`${name}\`. ${description}\n\n${tablesOf(element)}`.trimEnd()
}

function tablesOf(element: ManifestElement): string {
  const { members = [] } = element
  const readOnly = new Set(members.filter(({ reflects }) => reflects).map(({ attribute }) => attribute))
  const properties = members.filter(({ kind, attribute }) => kind === 'field' && !attribute)
  const methods = members.filter(({ kind }) => kind === 'method')
  return [
    table(
      ['Attribute', 'Property', 'Default', ''],
      settable(element).map(({ name, fieldName, default: fallback, description }) => [
        code(name),
        code(fieldName),
        fallback ? code(unquoted(fallback)) : '',
        description,
      ]),
    ),
    table(
      ['Reflected attribute', ''],
      (element.attributes ?? [])
        .filter(({ name }) => readOnly.has(name))
        .map(({ name, description }) => [code(name), description]),
    ),
    table(
      ['Property', 'Type', ''],
      properties.map(({ name, type, description }) => [code(name), type && code(type.text), description]),
    ),
    table(
      ['Method', ''],
      methods.map(({ name, parameters = [], description }) => [
        code(
          `${name}(${parameters.map(({ name, optional, default: fallback }) => name + (optional || fallback ? '?' : '')).join(', ')})`,
        ),
        description,
      ]),
    ),
    table(
      ['Event', 'Class', ''],
      element.events?.map(({ name, type, description }) => [code(name), type && code(type.text), description]),
    ),
    table(
      ['Slot', ''],
      element.slots?.map(({ name, description }) => [name ? code(name) : '(default)', description]),
    ),
    table(
      ['CSS part', ''],
      element.cssParts?.map(({ name, description }) => [code(name), description]),
    ),
    table(
      ['Custom property', 'Default', ''],
      element.cssProperties?.map(({ name, default: fallback, description }) => [
        code(name),
        fallback ? code(fallback) : '',
        description,
      ]),
    ),
    table(
      ['Custom state', ''],
      element.cssStates?.map(({ name, description }) => [code(`:state(${name})`), description]),
    ),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The attributes that a page writes. The reflected ones are the element's own to write. */
function settable({ attributes = [], members = [] }: ManifestElement = { tagName: '', name: '', description: '' }) {
  const reflected = new Set(members.filter(({ reflects }) => reflects).map(({ name }) => name))
  return attributes.filter(({ fieldName }) => !reflected.has(fieldName))
}

function table(head: string[], rows: (string | undefined)[][] = []): string {
  if (rows.length === 0) return ''
  const line = (cells: (string | undefined)[]) =>
    `| ${cells.map((cell) => (cell ?? '').replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

const code = (text: string) => `\`${text}\``
const unquoted = (text: string) => text.replace(/^'(.*)'$/, '$1')
