import { workNote } from './page-parts.ts'

/** The module that keeps the proxy for the routes of a framework's server. `config` is how it imports the configuration. */
export function proxyModule(config: string, isTypeScript: boolean, first = ''): string {
  const [type, kept] = isTypeScript
    ? ['type CartRecoveryProxy, ', 'globalThis as { cartRecovery?: CartRecoveryProxy }']
    : ['', 'globalThis']
  return `import { ${type}createProxy } from 'cart-recovery/proxy'
${first && `\n${first}\n`}
// Each route may be a bundle of its own, and they have one proxy in common.
const shared = ${kept}

${workNote}
//
// The configuration is read with the first request: a build has no secrets. What is changed in it counts after a restart.
export async function openProxy() {
  const { default: config } = await import('${toImport(config)}')
  shared.cartRecovery ??= createProxy(config)
  return { proxy: shared.cartRecovery, config }
}
`
}

/** TypeScript refuses an import that ends in `.ts`. */
const toImport = (config: string) => config.replace(/\.ts$/, '')
