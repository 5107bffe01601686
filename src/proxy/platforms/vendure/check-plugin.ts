import { base64url } from 'jose'

import type { CheckUpRequest, Finding } from '../../adapter/index.ts'
import { readPluginProof } from './documents.ts'
import type { VendureApi } from './vendure-api.ts'
import { WireProofAnswer } from './wire.ts'

/** The first version of the plugin that answers everything that the adapter asks. */
const neededVersion = 2

/** Whether the plugin is new enough, has this proxy's secret, and lets messages lead where this proxy's links do. */
export async function* checkPlugin(
  api: VendureApi,
  { secret, version, channels }: { secret: string; version: number } & Pick<CheckUpRequest, 'channels'>,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  if (version < neededVersion) {
    const detail = 'it is older than this proxy: install the same version of cart-recovery at the server'
    return yield { check: 'api', subject: 'vendure plugin', ok: false, detail }
  }
  const nonce = crypto.randomUUID()
  const answer = await api.read({ document: readPluginProof, variables: { nonce }, answer: WireProofAnswer, signal })
  const { linkOrigins, proof } = answer.cartRecoveryPlugin
  const isSame = proof === (await sign(secret, nonce))
  const other = 'the plugin has another: no code is taken and no webhook is read, so give both the same `secret`'
  yield { check: 'key', subject: 'vendure secret', ok: isSame, ...(!isSame && { detail: other }) }
  if (linkOrigins.length === 0) return
  const refused = Object.values(channels)
    .map(({ messageUrl, recoveryPageUrl }) => messageUrl ?? recoveryPageUrl)
    .filter((url) => URL.canParse(url) && !linkOrigins.includes(new URL(url).origin))
  const ok = refused.length === 0
  const detail = `the plugin sends no link to ${refused.join(', ')}: its \`publicUrl\` allows ${linkOrigins.join(', ')} alone`
  yield { check: 'route', subject: 'vendure messages', ok, ...(!ok && { detail }) }
}

async function sign(secret: string, nonce: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', new Uint8Array(base64url.decode(secret)), algorithm, false, ['sign'])
  return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(nonce))))
}
