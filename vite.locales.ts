import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Writes a language's sentences as a list, in the order of the English ones. Their keys are the same in every language, and would
 * be a third of the bytes that a shopper loads.
 */
export function locales(): Plugin {
  return {
    name: 'locales',
    apply: 'build',
    load: {
      filter: { id: /\/src\/locales\/[\w-]+\/[\w-]+\.ts$/ },
      async handler(id) {
        const english = id.replace(/\/locales\/[\w-]+\//, '/elements/text/')
        const { messages } = await import(pathToFileURL(id).href)
        const [table] = Object.values<Record<string, string>>(await import(pathToFileURL(english).href))
        return `export const messages = ${JSON.stringify(Object.keys(table ?? {}).map((key) => messages[key]))}`
      },
    },
  }
}
