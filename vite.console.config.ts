import { defineConfig } from 'vite'

import { integrity } from './vite.integrity.ts'
import { literals } from './vite.literals.ts'
import { notices } from './vite.notices.ts'

// Builds the merchant's console as one file, for a page without a bundler. The script tag's build knows nothing of it.
export default defineConfig({
  appType: 'custom',
  clearScreen: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [literals(), notices(), integrity()],
  build: {
    target: 'es2022',
    outDir: 'dist/console',
    emptyOutDir: true,
    modulePreload: false,
    // Beside the files, which do not name them: a line for that would be bytes that every shopper loads.
    sourcemap: 'hidden',
    reportCompressedSize: false,
    lib: { entry: { 'cart-recovery-console': 'src/console/define.ts' }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', minify: true, comments: false } },
  },
})
