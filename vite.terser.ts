import { minify } from 'terser'
import type { Plugin } from 'vite'

/** Tightens each file before Vite's own minifier does: what one leaves the other finds. Nothing `unsafe` is asked for. */
export function terser(): Plugin {
  return {
    name: 'terser',
    apply: 'build',
    async renderChunk(source) {
      const options = { module: true, ecma: 2022, compress: { passes: 3 }, sourceMap: true } as const
      const { code = '', map } = await minify(source, options)
      return { code, map: typeof map === 'string' ? map : null }
    },
  }
}
