import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const built = new Set<string>()

/** The command of a checkout as it is published: what a shop runs is built, and takes less memory than the source. */
export function builtCommand(checkout: string): string {
  if (!built.has(checkout)) {
    execFileSync(join(checkout, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], {
      cwd: checkout,
      stdio: 'inherit',
    })
    built.add(checkout)
  }
  return join(checkout, 'dist/src/cli/cart-recovery.js')
}
