import {
  type CheckUpPort,
  type CheckUpRequest,
  clockFinding,
  collectFindings,
  type Finding,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import { checkPlugin } from './check-plugin.ts'
import { readActiveChannel, readCart, readOneVariant, readPlugin } from './documents.ts'
import { isUnknownToServer, type VendureApi } from './vendure-api.ts'
import { WireActiveChannelAnswer, WireAnything, type WireChannel, WirePluginAnswer } from './wire.ts'

/** A right of the key's role, a harmless question that needs it, and what does not work without it. */
interface RightProbe {
  right: string
  document: string
  variables?: Record<string, unknown>
  without: string
}

// No cart has this id, so that no shopper's is read.
const probes: RightProbe[] = [
  {
    right: 'ReadOrder',
    document: readCart,
    variables: { id: '0' },
    without: 'no link opens a cart, and no cart is found that was left',
  },
  {
    right: 'ReadProduct',
    document: readOneVariant,
    without: 'what can be bought is not known of any line',
  },
]

const withoutPlugin =
  'quantities cannot be changed, nothing leads to the checkout, no message is sent, and orders are not heard of'

/** Checks key, channel, each right, the plugin, its secret and webhook, and the clock. There is nothing that `--fix` could create. */
export function checkUpPort(
  upstream: Upstream,
  api: VendureApi,
  { channelToken, secret }: { channelToken: string | undefined; secret: string },
): CheckUpPort {
  return { checkUp: (request, signal) => collectFindings('vendure', check(request, signal)) }

  async function* check(request: CheckUpRequest, signal: AbortSignal): AsyncGenerator<Finding> {
    const channel = await readChannel(signal)
    const problem = typeof channel === 'string' ? channel : undefined
    yield { check: 'key', subject: 'vendure API key', ok: !problem, ...(problem && { detail: problem }) }
    if (typeof channel === 'string') return
    yield channelFinding(channel, request)
    for (const probe of probes) yield rightFinding(probe, signal)
    yield* pluginFindings(request, signal)
    yield* clockFinding('vendure', upstream.lastDate, request.now)
  }

  /** The channel that is asked by default, or why there is none. */
  async function readChannel(signal: AbortSignal): Promise<WireChannel | string> {
    try {
      const question = { document: readActiveChannel, answer: WireActiveChannelAnswer, signal, channelToken }
      return (await api.read(question)).activeChannel
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      if (error.isAccessRefused) {
        return 'refused: make a key at Settings > API Keys, and put `api-key` into `authOptions.tokenMethod` of the server, without which keys are ignored'
      }
      if (error.code === 'CHANNEL_NOT_FOUND') return 'there is no channel of that token: check `channelToken`'
      if (error.status === 404) return 'nothing answers there: `apiUrl` is the address of the Admin API, with its path'
      throw error
    }
  }

  async function rightFinding({ right, without, ...question }: RightProbe, signal: AbortSignal): Promise<Finding> {
    const subject = `vendure right ${right}`
    try {
      await api.read({ ...question, answer: WireAnything, signal, channelToken })
      return { check: 'scope', subject, ok: true }
    } catch (error) {
      if (isUnknownToServer(error)) {
        const detail = 'the server does not know what is asked of it: Vendure 3 is needed'
        return { check: 'api', subject: 'vendure Admin API', ok: false, detail }
      }
      return { check: 'scope', subject, ok: false, detail: missingRight(error, right, without) }
    }
  }

  async function* pluginFindings(
    { webhookUrl, channels }: CheckUpRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Finding> {
    const right = 'RecoverCarts'
    const question = { document: readPlugin, answer: WirePluginAnswer, signal, channelToken }
    const found = await api.read(question).catch((error: unknown): Finding => {
      if (isUnknownToServer(error)) {
        const detail = `cart-recovery/vendure-plugin is not among the server's plugins: without it ${withoutPlugin}`
        return { check: 'api', subject: 'vendure plugin', ok: false, detail }
      }
      return {
        check: 'scope',
        subject: `vendure right ${right}`,
        ok: false,
        detail: missingRight(error, right, withoutPlugin),
      }
    })
    if ('check' in found) return yield found
    yield { check: 'scope', subject: `vendure right ${right}`, ok: true }
    const { version, webhookUrl: told } = found.cartRecoveryPlugin
    yield* checkPlugin(api, { secret, version, channels }, signal)
    if (webhookUrl === undefined) return
    const isSame = told === webhookUrl
    const detail = `the plugin tells another address than this proxy's of orders: set its \`webhookUrl\` to ${webhookUrl}`
    yield { check: 'hook', subject: 'vendure webhooks', ok: isSame, ...(!isSame && { detail }) }
  }
}

/** Throws what is no refusal. */
function missingRight(error: unknown, right: string, without: string): string {
  if (error instanceof UpstreamError && error.isAccessRefused)
    return `give the role of the API key the right ${right}: without it ${without}`
  throw error
}

function channelFinding({ id }: WireChannel, { channels }: CheckUpRequest): Finding {
  const ok = Object.hasOwn(channels, id)
  const detail = `its carts belong to channel ${id}, which is not configured: channels go by the id that Vendure has for them`
  return { check: 'config', subject: `vendure channel ${id}`, ok, ...(!ok && { detail }) }
}
