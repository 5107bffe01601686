import assert from 'node:assert/strict'

/** Asks a GraphQL API, of a channel where its token is given. Throws with what it refuses. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert what they read of it
export type Ask = (query: string, variables?: object, channel?: string) => Promise<any>

/** Asks with these headers. */
export function askAs(api: string, headers: Record<string, string>): Ask {
  return async (query, variables = {}, channel) => {
    const { data, errors } = await (await post(api, { ...headers, ...inChannel(channel) }, query, variables)).json()
    assert.equal(errors, undefined, `${JSON.stringify(errors)} to ${query}`)
    return data
  }
}

/** Asks as an administrator. */
export async function logIn(
  api: string,
  { identifier, password }: { identifier: string; password: string },
): Promise<Ask> {
  const document = `mutation ($identifier: String!, $password: String!) {
    login(username: $identifier, password: $password) { __typename } }`
  const response = await post(api, {}, document, { identifier, password })
  return askAs(api, { authorization: `Bearer ${response.headers.get('vendure-auth-token')}` })
}

/** A shopper's session, which begins with the first call that needs one. */
export function openSession(shopApi: string): Ask {
  let token: string | undefined
  return async (query, variables = {}, channel) => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...inChannel(channel) }
    const response = await post(shopApi, headers, query, variables)
    token = response.headers.get('vendure-auth-token') ?? token
    const { data, errors } = await response.json()
    assert.equal(errors, undefined, `${JSON.stringify(errors)} to ${query}`)
    return data
  }
}

const inChannel = (token: string | undefined) => (token === undefined ? {} : { 'vendure-token': token })

/** The answer itself, its errors included. */
export function post(
  api: string,
  headers: Record<string, string>,
  query: string,
  variables: object,
): Promise<Response> {
  const body = JSON.stringify({ query, variables })
  return fetch(api, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
}
