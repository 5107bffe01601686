/** What a platform answers: a status and a body. */
export interface Answer {
  status?: number
  body: unknown
}

/** Answers by operation: `GET /carts/{id}`. A function is given the request's query and body. */
export type Answers = Record<string, Answer | ((query: URLSearchParams, body: string) => Answer)>

/**
 * A platform at the network's edge, without any of the sandbox: answers each operation of a table, and 404 to the rest.
 * `templates` are paths with `{names}`, the more exact ones first.
 */
export function answering(base: string, templates: readonly string[], answers: Answers): typeof globalThis.fetch {
  const patterns = templates.map((template) => ({
    template,
    pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  return async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const path = `/${url.href.slice(base.length).split('?')[0] ?? ''}`
    const template = patterns.find(({ pattern }) => pattern.test(path))?.template ?? path
    const found = answers[`${request.method} ${template}`]
    const answer = typeof found === 'function' ? found(url.searchParams, await request.text()) : found
    if (!answer) return Response.json({ status: 404, title: 'Not found' }, { status: 404 })
    const { status = 200, body } = answer
    return body === undefined || status === 204 ? new Response(null, { status }) : Response.json(body, { status })
  }
}
