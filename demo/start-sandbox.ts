import { createSandbox, type Sandbox } from '../src/sandbox/index.ts'
import { loopbackOrigins } from './loopback.ts'
import { answerAsPlatforms, listenForPlatforms } from './platform-servers.ts'
import { byPlatform, type PlatformName } from './stores.ts'

export interface StartSandboxOptions {
  /** Of the first platform; the others follow. 0 takes any free ones. */
  port: number
  /** The page that links are to lead to. */
  page: string
  /** @default '127.0.0.1' */
  host?: string
}

/** The platforms as servers of this machine. */
export interface StartedSandbox {
  platforms: Record<PlatformName, string>
  /** The switches: stock, prices, faults, the clock. */
  controls: string
  /** Leads to the page, with the token of an abandoned cart at BigCommerce. */
  link: string
  credentials: Sandbox['credentials']
  /** Those of the page, under every name of this machine where it is on this machine. */
  origins: string[]
  close(): Promise<void>
}

/** How often platforms try again what was not delivered. */
const deliverEveryMs = 500

/** The platforms alone, for a page and a proxy of one's own. Throws `PortInUseError` where a port is not free. */
export async function startSandbox({ port, page, host = '127.0.0.1' }: StartSandboxOptions): Promise<StartedSandbox> {
  const opened: (() => Promise<void>)[] = []
  const close = async () => void (await Promise.all(opened.map((end) => end())))
  try {
    const listeners = await listenForPlatforms(port, host, (end) => void opened.push(end))
    const platforms = byPlatform((name) => listeners[name].url)
    const sandbox = createSandbox({ urls: platforms, recoveryPageUrls: { 1: page, tjar: page } })
    answerAsPlatforms(listeners, sandbox, { controls: true })
    const delivering = setInterval(() => void sandbox.deliverDue(), deliverEveryMs)
    opened.push(async () => clearInterval(delivering))
    const controls = `${platforms.bigcommerce}/sandbox`
    const link = await findLink(sandbox, controls)
    return { platforms, controls, link, credentials: sandbox.credentials, origins: originsOf(page), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The link of the first message that BigCommerce sent. */
async function findLink({ controls }: Sandbox, url: string): Promise<string> {
  const answer = await controls.fetch(new Request(`${url}/messages`))
  const messages: { platform: string; link?: string }[] = await answer.json()
  const message = messages.find(({ platform, link }) => platform === 'bigcommerce' && link)
  return message?.link ?? ''
}

function originsOf(page: string): string[] {
  const { origin } = new URL(page)
  const names = loopbackOrigins(page)
  return names.includes(origin) ? [...new Set([origin, ...names])] : [origin]
}
