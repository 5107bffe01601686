/** Asks a GraphQL API with these headers. Throws with what it refuses. */
export type Ask = <Answer>(query: string, variables?: Record<string, unknown>, channel?: string) => Promise<Answer>

/** A session of the shop's administrator, who may do everything. */
export async function logIn(api: string, username: string, password: string): Promise<Ask> {
  const document = `mutation ($username: String!, $password: String!) {
    login(username: $username, password: $password) { ... on CurrentUser { id } ... on ErrorResult { message } } }`
  const response = await post(api, {}, document, { username, password })
  const authorization = `Bearer ${response.headers.get('vendure-auth-token')}`
  return async (query, variables = {}, channel) => {
    const headers = { authorization, ...(channel && { 'vendure-token': channel }) }
    const { data, errors } = await (await post(api, headers, query, variables)).json()
    if (errors) throw new Error(JSON.stringify(errors))
    return data
  }
}

function post(api: string, headers: Record<string, string>, query: string, variables: object): Promise<Response> {
  const body = JSON.stringify({ query, variables })
  return fetch(api, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
}
