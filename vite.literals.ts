import { minifyHTMLLiterals } from 'minify-literals'
import type { Plugin } from 'vite'

/** Takes the indentation out of templates and styles, which every shopper would load. */
export function literals(): Plugin {
  return {
    name: 'literals',
    apply: 'build',
    transform: {
      filter: { id: /\/src\/(elements|console)\/.*\.ts$/ },
      // A shape of a drawing without its slash would hold the next one, and hide it.
      handler: (code, fileName) =>
        minifyHTMLLiterals(code, { fileName, html: { minifyJS: false, keepClosingSlash: true } }),
    },
  }
}
