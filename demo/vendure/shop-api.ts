import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'

const cookieName = 'demo-vendure'
const tokenHeader = 'vendure-auth-token'
const GraphQLAnswer = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() })

/** Asks the engine's Shop API in the session of this browser, which begins with the first call that needs one. */
export type AskShop = <Answer>(document: string, answer: z.ZodType<Answer>, variables?: object) => Promise<Answer>

/** The session of the browser that a request is of: its token stays in a cookie that no script reads. */
export function askShop(c: Context, { shopApi, channelToken }: { shopApi: string; channelToken: string }): AskShop {
  let token = getCookie(c, cookieName)
  return async (query, answer, variables = {}) => {
    const response = await fetch(shopApi, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'vendure-token': channelToken,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    })
    const given = response.headers.get(tokenHeader)
    if (given && given !== token) {
      token = given
      setCookie(c, cookieName, given, { path: '/vendure', httpOnly: true, sameSite: 'Lax' })
    }
    const { data, errors = [] } = GraphQLAnswer.parse(await response.json())
    if (errors.length > 0) throw new Error(`the engine refuses: ${errors.map(({ message }) => message).join('; ')}`)
    return answer.parse(data)
  }
}
