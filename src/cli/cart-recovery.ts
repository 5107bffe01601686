#!/usr/bin/env node
import { Command } from 'commander'

import { demo } from './demo.ts'
import { explain } from './explain.ts'
import { link } from './link.ts'
import { serve } from './serve.ts'

const program = new Command('cart-recovery')
  .description("Turns the link in an abandoned-cart message into the shopper's cart again.")
  .showHelpAfterError()

program
  .command('demo')
  .description('start the sandbox of the platforms, the proxy and a shop, on this machine only')
  .option('--port <number>', 'where the shop listens', toPort, 4173)
  .option('--built', 'serve the production build', false)
  .option('--json', 'print the addresses as one line of JSON once all is ready', false)
  .action(demo)

program
  .command('serve')
  .description('run the proxy for production')
  .option('--config <file>', 'configuration file; without one, CART_RECOVERY_* variables are read')
  .option('--port <number>', 'where the proxy listens', toPort, 8787)
  .action(serve)

program
  .command('link')
  .description('print a working link to a cart, since a real message takes over an hour')
  .argument('<cart-id>', "the platform's id of the cart")
  .option('--config <file>', 'configuration file; without one, CART_RECOVERY_* variables are read')
  .action(link)

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

function toPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  return program.error(`error: --port takes a number from 0 to 65535, not '${text}'`)
}
