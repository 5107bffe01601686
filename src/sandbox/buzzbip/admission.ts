import type { SandboxContext } from '../sandbox-context.ts'
import { BuzzbipFailure } from './failure.ts'
import { requireToken } from './tokens.ts'

/** Throws unless the request may report carts: a token, the headers of a plug-in, an account with API access. */
export async function admit(request: Request, context: SandboxContext): Promise<void> {
  const { world, readings } = context
  const connection = checkConnection(request, context)
  const reading = readings.get('buzzbipPluginHeaders')
  const isSecretKeyFlow = reading === 'instead-of-token' && connection === 'right'
  if (!isSecretKeyFlow) await requireToken(request, context)
  if (connection === 'wrong' || (connection === 'absent' && reading === 'required')) {
    throw new BuzzbipFailure(403, 'SECRET_KEY_INVALID', 'The secret key of the shop is missing or not valid')
  }
  if (!world.accounts.buzzbip.hasApiAccess) {
    const status = readings.get('buzzbipNoAccess') === '401' ? 401 : 403
    throw new BuzzbipFailure(status, 'API_ACCESS_MISSING', 'The user has no API access')
  }
}

/** The three headers of a plug-in: all as the account has them, none, or anything else. */
function checkConnection({ headers }: Request, { world }: SandboxContext): 'right' | 'wrong' | 'absent' {
  const { apiKey, platformType, baseUri } = world.accounts.buzzbip
  const expected: [name: string, value: string][] = [
    ['x-api-key', apiKey],
    ['x-platform-type', platformType],
    ['x-base-uri', baseUri],
  ]
  if (expected.every(([name]) => !headers.has(name))) return 'absent'
  return expected.every(([name, value]) => headers.get(name) === value) ? 'right' : 'wrong'
}
