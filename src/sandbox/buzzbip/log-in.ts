import type { SandboxContext } from '../sandbox-context.ts'
import { BuzzbipFailure } from './failure.ts'
import { issueToken } from './tokens.ts'

/** `POST /api/login_check`: name and password for a token. */
export async function logIn(body: Record<string, unknown>, context: SandboxContext): Promise<Response> {
  const { world, readings } = context
  const field = readings.get('buzzbipLoginField')
  const { [field]: name, password, ...others } = body
  const [unknown] = Object.keys(others)
  if (typeof name !== 'string' || typeof password !== 'string' || unknown !== undefined) {
    const missing = typeof name === 'string' ? 'password' : field
    throw new BuzzbipFailure(400, 'INVALID_REQUEST', `The field ${unknown ?? missing} is missing or not known`)
  }
  const account = world.accounts.buzzbip
  if (name !== account.username || password !== account.password) {
    throw new BuzzbipFailure(401, 'INVALID_CREDENTIALS', 'Invalid credentials.')
  }
  const token = await issueToken(context)
  if (readings.get('buzzbipToken') === 'token') return Response.json({ token })
  return Response.json({ status: 'success', message: 'Logged in', code: 200, data: { token } })
}
