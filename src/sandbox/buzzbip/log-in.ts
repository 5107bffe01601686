import type { ApiAnswer, ApiRequest } from '../http/operation.ts'
import type { ReadingValues } from '../readings.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { BuzzbipFailure } from './failure.ts'
import type { Operation } from './operation.ts'
import { issueToken } from './tokens.ts'

/** Logging in: name and password for a token. */
export const logInOperations: Operation[] = [
  {
    method: 'POST',
    path: '/api/login_check',
    source: '/api/v1/cart, authentication; names the call and the lifetime, body and answer are inferred',
    needsToken: false,
    answer: logIn,
  },
]

async function logIn({ body }: ApiRequest, context: SandboxContext): Promise<ApiAnswer> {
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
  return { status: 200, body: viewToken(token, readings.get('buzzbipToken')) }
}

/** The answer with the token where the reading has it: `data.jwt` is the field `jwt` inside `data`. */
function viewToken(token: string, place: ReadingValues['buzzbipToken']): object {
  const [first = '', second] = place.split('.')
  const answer = { [first]: second === undefined ? token : { [second]: token } }
  return first === 'data' ? { status: 'success', message: 'Logged in', code: 200, ...answer } : answer
}
