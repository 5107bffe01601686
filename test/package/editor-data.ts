import { type ManifestElement, readConsole, readElements } from './manifest.ts'
import { read } from './source-files.ts'

// What editors and compilers of templates ask for, each in its own format, made of custom-elements.json.

const elements = (): ManifestElement[] => [...readElements(), readConsole()]
const note = '// Written by test/package/write-docs.ts of what custom-elements.json says.'

/** The files of the folder `editor`, by name. */
export function editorFiles(): Record<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  return {
    'web-types.json': json(webTypes()),
    'vscode.html-custom-data.json': json(vscodeData()),
    'jsx.d.ts': jsxTypes(),
    'vue.d.ts': vueTypes(),
  }
}

/** Attributes that a page writes: those that an element only shows are left out. */
function attributesOf({ attributes = [], members = [] }: ManifestElement) {
  const written = new Set(members.filter(({ readonly }) => !readonly).map(({ name }) => name))
  return attributes.filter(
    ({ fieldName, type }) => written.has(fieldName) && /^(string|boolean)/.test(type?.text ?? ''),
  )
}

function webTypes() {
  const { name, version } = JSON.parse(read('package.json'))
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements().map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: attributesOf(element).map(({ name, description }) => ({ name, description })),
          slots: (element.slots ?? []).map(({ name, description }) => ({ name: name || 'default', description })),
          js: { events: (element.events ?? []).map(({ name, description }) => ({ name, description })) },
          css: {
            parts: (element.cssParts ?? []).map(({ name, description }) => ({ name, description })),
            properties: (element.cssProperties ?? []).map(({ name, description }) => ({ name, description })),
          },
        })),
      },
    },
  }
}

function vscodeData() {
  return {
    version: 1.1,
    tags: elements().map((element) => ({
      name: element.tagName,
      description: element.description,
      attributes: attributesOf(element).map(({ name, description }) => ({ name, description })),
    })),
  }
}

function jsxTypes(): string {
  const lines = elements().map((element) => `      '${element.tagName}': Tag<${element.name}, ${propsOf(element)}>`)
  return `// Entry: types of the tags in JSX, for React 18.2 and 19: \`import type {} from 'cart-recovery/jsx'\`.
${note}
import type { DetailedHTMLProps, HTMLAttributes } from 'react'

${elementImports()}
type Tag<Element extends HTMLElement, Attributes> = DetailedHTMLProps<HTMLAttributes<Element>, Element> & Attributes

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${lines.join('\n')}
    }
  }
}
`
}

function vueTypes(): string {
  const lines = elements().map((element) => `    '${element.tagName}': Tag<${element.name}, ${propsOf(element)}>`)
  return `// Entry: types of the tags in templates of Vue: \`import type {} from 'cart-recovery/vue'\`.
${note}
import type { HTMLAttributes } from 'vue'

${elementImports()}
type Tag<Element extends HTMLElement, Attributes> = new () => Element & { $props: HTMLAttributes & Attributes }

declare module 'vue' {
  interface GlobalComponents {
${lines.join('\n')}
  }
}
`
}

/** The attributes as a type. `shopperToken` is none: as long as the tag is not defined, a framework would write it into the markup. */
function propsOf(element: ManifestElement): string {
  const props = attributesOf(element).map(({ name, type }) => {
    // Not `false`, which React 18 and Vue write as a word, so that the attribute is there.
    const value = type?.text === 'boolean' ? "true | ''" : 'string'
    return `${/\W/.test(name) ? `'${name}'` : name}?: ${value} | undefined`
  })
  return props.length > 0 ? `{ ${props.join('; ')} }` : 'object'
}

function elementImports(): string {
  const names = readElements().map(({ name }) => `  ${name},`)
  return `import type {\n${names.join('\n')}\n} from '../dist/src/index.js'
import type { ${readConsole().name} } from '../dist/src/console/define.js'
`
}
