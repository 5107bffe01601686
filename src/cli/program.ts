import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'

import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { explain } from './explain.ts'
import { init } from './init.ts'
import { link } from './link.ts'
import { migrate } from './migrate.ts'
import { sandbox } from './sandbox.ts'
import { serve } from './serve.ts'

const program = new Command('cart-recovery')
  .description("Turns the link in an abandoned-cart message into the shopper's cart again.")
  .version(ownVersion())
  .showHelpAfterError()

program
  .command('demo')
  .description('start the sandbox of the platforms, the proxy and a shop, on this machine only')
  .option('--port <number>', 'where the shop listens', toPort, 4173)
  .option('--built', 'serve the production build', false)
  .addOption(
    new Option('--engine <name>', 'add a store on a real engine, installed on its first start').choices(['vendure']),
  )
  .option('--json', 'print the addresses as one line of JSON once all is ready', false)
  .action(demo)

program
  .command('sandbox')
  .description("start the platforms alone, on this machine only, and print what a proxy and a page of one's own need")
  .option('--port <number>', 'where the first platform listens; the others follow', toPort, 4180)
  .option('--page <url>', 'the page that the link leads to', toPage, 'http://localhost:3000/cart/recover')
  .option('--json', 'print one line of JSON once all is ready', false)
  .action(sandbox)

program
  .command('init')
  .description('write a configuration, an .env template and the page or route for the framework in this folder')
  .option('--force', 'overwrite what is there, except .env', false)
  .action(init)

program
  .command('serve')
  .description('run the proxy for production')
  .option('--config <file>', 'configuration file; without one, CART_RECOVERY_* variables are read')
  .option('--port <number>', 'where the proxy listens, 8787 unless said otherwise', toPort)
  .option('--host <address>', 'the address that it listens on, 127.0.0.1 unless said otherwise')
  .option('--admin-port <number>', 'where operators find /readyz and /metrics; without one, nowhere', toPort)
  .option('--admin-host <address>', 'the address that the admin port listens on, 127.0.0.1 unless said otherwise')
  .action(serve)

program
  .command('migrate')
  .description('bring the database to this version, as serve does at its start')
  .option('--config <file>', 'configuration file; without one, CART_RECOVERY_* variables are read')
  .addOption(
    new Option('--sql [kind]', 'print the statements instead, for a database that only others can reach').choices([
      'sqlite',
      'd1',
      'postgres',
    ]),
  )
  .action(migrate)

program
  .command('doctor')
  .description('say line by line what works and what does not; asks each platform harmless questions only')
  .option('--config <file>', 'configuration file; without one, CART_RECOVERY_* variables are read')
  .option('--fix', 'create the routes and hooks that are missing, after saying so', false)
  .option('--json', 'print one JSON object and nothing else', false)
  .option(
    '--cart <id>',
    'ask about a real cart too: its lines, and where its checkout link leads, which spends that link',
  )
  .option('--platform <name>', 'whose cart it is, where the store has several')
  .option(
    '--record <folder>',
    'write what the platforms answer into a folder, with all that is yours or a person’s replaced',
  )
  // Exit status 1 means that something is wrong with the store, so a wrong option is 2.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(doctor)

program
  .command('link')
  .description('print a working link to a cart, since a real message takes over an hour')
  .argument('<cart-id>', "the platform's id of the cart")
  .option('--platform <name>', 'whose cart it is, where the store has several')
  .option('--config <file>', 'configuration file; without one, CART_RECOVERY_* variables are read')
  .action(link)

/** Runs the command of the command line. An error is printed as one line, with exit status 1. */
export async function run(): Promise<void> {
  try {
    await program.parseAsync()
  } catch (error) {
    // Exits by itself, because a port or a database that was opened already would keep the process alive.
    process.stderr.write(`${explain(error)}\n`, () => process.exit(1))
  }
}

function ownVersion(): string {
  // By its own name: the sources and the build stand at different depths.
  return JSON.parse(readFileSync(new URL(import.meta.resolve('cart-recovery/package.json')), 'utf8')).version
}

function toPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}

function toPage(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new InvalidArgumentError('A page is an address such as http://localhost:3000/cart/recover.')
}
