import { appendFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import * as z from 'zod'

import type { Example } from './prepare.ts'
import { type Running, run, start } from './run-command.ts'
import { readCarts } from './sandbox-carts.ts'

/** A shop that runs beside the sandbox. */
export interface Shop {
  /** Its first page, which shows how many things are in its cart. */
  url: string
  /** Leads to an abandoned cart, on the page that `init` wrote. */
  link: string
  /** Leads to an abandoned cart of a customer's account. */
  customerLink: string
  /** The origin of the sandbox's checkout. */
  checkoutOrigin: string
  /** How many things are at the platform in the cart that a link leads to. */
  countInCart(link: string): Promise<number>
  /** Serves the same shop by another script. */
  restart(script: string): Promise<void>
  /** What its servers printed, for a failure. */
  output(): string
  close(): Promise<void>
}

const SandboxLine = z.object({
  env: z.record(z.string(), z.string()),
  link: z.string(),
  controls: z.string(),
  platforms: z.object({ bigcommerce: z.string() }),
})

/** Starts the sandbox, fills in `.env` with what it prints, builds the shop and starts it. */
export async function startShop(
  { folder, page, scripts }: Example,
  timeBuild: (act: () => Promise<unknown>) => Promise<unknown>,
): Promise<Shop> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const sandbox = start('npx', ['cart-recovery', 'sandbox', '--port', '0', '--page', url + page, '--json'], {
    cwd: folder,
  })
  try {
    const { env, link, controls, platforms } = SandboxLine.parse(JSON.parse(await sandbox.line(/^\{.*\}$/)))
    const lines = Object.entries({ ...env, CART_RECOVERY_ADOPT: '1' }).map(([name, value]) => `${name}=${value}`)
    appendFileSync(join(folder, '.env'), `${lines.join('\n')}\n`)
    if (scripts.build) await timeBuild(() => run('npm', ['run', 'build'], { cwd: folder }))
    const shopEnv = {
      PORT: String(port),
      HOST: '127.0.0.1',
      // What the shop's own server knows of its store, whether or not it has this package.
      BIGCOMMERCE_API_URL: platforms.bigcommerce,
      BIGCOMMERCE_STORE_HASH: env.CART_RECOVERY_BIGCOMMERCE_STORE_HASH ?? '',
      BIGCOMMERCE_ACCESS_TOKEN: env.CART_RECOVERY_BIGCOMMERCE_ACCESS_TOKEN ?? '',
    }
    const { link: customerLink = '' } = (await readCarts(controls)).find(({ name }) => name === 'account') ?? {}
    let shop = await serve('start')
    return {
      url: `${url}/`,
      link,
      customerLink,
      checkoutOrigin: platforms.bigcommerce,
      async countInCart(link) {
        return (await readCarts(controls)).find((cart) => cart.link === link)?.itemCount ?? 0
      },
      output: () => shop.output(),
      async restart(script) {
        await shop.close()
        shop = await serve(script)
      },
      close: async () => void (await Promise.all([shop.close(), sandbox.close()])),
    }

    async function serve(script: string): Promise<Running> {
      const shop = start('npm', ['run', '--silent', script], { cwd: folder, env: shopEnv })
      try {
        await untilAnswered(url)
        return shop
      } catch (error) {
        await shop.close()
        throw new Error(`${error instanceof Error ? error.message : error}\n${shop.output()}`)
      }
    }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A minute for a server on a busy machine. */
async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${url} does not answer`)
}
