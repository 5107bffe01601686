import { onStopSignal } from './process/stop.ts'

export interface DemoOptions {
  port: number
  built: boolean
  json: boolean
  engine?: 'vendure'
}

/** `cart-recovery demo`: sandbox, proxy and shop on loopback. It needs no account, no key and no network. */
export async function demo({ port, built, json, engine }: DemoOptions): Promise<void> {
  // Imported only when it is needed: the other commands run where there is no SQLite.
  const { startDemo } = await import('../../demo/start-demo.ts')
  const { addresses, close } = await startDemo({
    port,
    built,
    history: true,
    engine,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  })
  onStopSignal(close)
  if (json) {
    process.stdout.write(`${JSON.stringify(addresses)}\n`)
    return
  }
  process.stdout.write(`
  Open the mailbox and follow the link:

    Mailbox   ${addresses.mailbox}
    Shop      ${addresses.shop}
    Console   ${new URL('console', addresses.shop)}
    QA page   ${addresses.qa}
${addresses.vendure ? `    Vendure   ${addresses.vendure.shop}\n` : ''}
  Stop with Ctrl+C.
`)
}
