import { randomBytes } from 'node:crypto'
import { onStopSignal } from './process/stop.ts'
import { platformVariables } from './variables/platform-variables.ts'
import { type VariableGroup, variablesOf } from './variables/variable.ts'
import { variables } from './variables/variables.ts'

export interface SandboxCommandOptions {
  /** Of the first platform; the others follow. */
  port: number
  /** The page that the link is to lead to. */
  page: string
  json: boolean
}

/**
 * `cart-recovery sandbox`: the platforms alone, on loopback. Prints the variables with which `serve` answers a page of one's
 * own, and a link to it.
 */
export async function sandbox({ port, page, json }: SandboxCommandOptions): Promise<void> {
  const { startSandbox } = await import('../../demo/start-sandbox.ts')
  const { platforms, controls, link, credentials, origins, close } = await startSandbox({ port, page })
  onStopSignal(close)
  const keysOf = (name: keyof typeof platforms, ...groups: VariableGroup[]) =>
    Object.assign({}, ...groups.map((group) => toEnvironment(group, { ...credentials[name], apiUrl: platforms[name] })))
  const env = {
    ...shopVariables(page, origins, platforms.bigcommerce),
    ...keysOf('bigcommerce', platformVariables.bigcommerce, platformVariables.bigcommerceWebhooks),
  }
  const more = {
    vesuviopay: {
      ...keysOf('vesuviopay', platformVariables.vesuviopay),
      CART_RECOVERY_VESUVIOPAY_SEND_CODE_PATH: 'auth/send-code',
      CART_RECOVERY_SMS_COUNTRIES: 'DE',
    },
    tjar: keysOf('tjar', platformVariables.tjar),
    buzzbip: keysOf('buzzbip', platformVariables.buzzbip),
  }
  process.stdout.write(
    json ? `${JSON.stringify({ platforms, controls, env, more, link })}\n` : toText({ env, more, link, controls }),
  )
}

/** What a page on this machine needs of the store and its channel. */
function shopVariables(page: string, origins: string[], checkoutOrigin: string): Record<string, string> {
  const { origin } = new URL(page)
  const { store, channel } = variables
  const key = randomBytes(32).toString('base64url')
  return {
    ...toEnvironment(store, { publicUrl: `${origin}/cart-recovery`, keys: key, insecureLoopback: '1' }),
    ...toEnvironment(channel, {
      origins: origins.join(','),
      recoveryPageUrl: page,
      shopUrl: `${origin}/`,
      checkoutOrigins: checkoutOrigin,
    }),
  }
}

/** The variables of a group whose options are there, as `webhooks.clientSecret` may be. */
function toEnvironment(group: VariableGroup, options: Record<string, unknown>): Record<string, string> {
  const flat = Object.entries(options).flatMap(([key, value]) =>
    typeof value === 'object'
      ? Object.entries(value ?? {}).map(([inner, text]) => [`${key}.${inner}`, text])
      : [[key, value]],
  )
  const values = new Map<string, unknown>(flat.map(([key, value]) => [String(key), value]))
  return Object.fromEntries(
    variablesOf(group).flatMap(({ name, option }) => {
      const value = values.get(option.replace('channels.{id}.', ''))
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

interface Printed {
  env: Record<string, string>
  more: Record<string, Record<string, string>>
  link: string
  controls: string
}

function toText({ env, more, link, controls }: Printed): string {
  const lines = (values: Record<string, string>, start = '') =>
    Object.entries(values).map(([name, value]) => `${start}${name}=${value}`)
  return `
# The platforms run on this machine. Paste this into .env, then start: npx cart-recovery serve
${lines(env).join('\n')}
# Stock and sign-in by VesuvioPay, carts of Tjar, messages by Buzzbip, where you want them:
${Object.values(more)
  .flatMap((values) => lines(values, '# '))
  .join('\n')}

  Let your page's server forward /cart-recovery/ to http://127.0.0.1:8787, and open

    ${link}

  Stock, prices, faults and the clock: ${controls}/world
  Stop with Ctrl+C.
`
}
