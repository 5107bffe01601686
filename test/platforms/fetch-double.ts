/** One request as it was sent. */
export interface Sent {
  call: string
  headers: Headers
  body: unknown
}

type Answer = Response | [status: number, body?: unknown] | object

/**
 * A platform that answers what a document says, by method and path (`GET /v3/hooks?limit=250`, or without its query).
 * A list gives one answer after the other, and keeps to the last. What is not in the table is refused loudly.
 */
export function fetchDouble(base: string, answers: Record<string, Answer | Answer[]>) {
  const sent: Sent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const path = decodeURIComponent(request.url.slice(base.length))
    const calls = [`${request.method} ${path}`, `${request.method} ${path.split('?')[0]}`]
    const key = calls.find((call) => call in answers)
    const text = await request.text()
    sent.push({ call: calls[0] ?? '', headers: request.headers, body: text ? JSON.parse(text) : undefined })
    if (!key) throw new TypeError(`the double knows no ${calls[0]}`)
    const found = answers[key] ?? {}
    const isList = Array.isArray(found) && typeof found[0] !== 'number'
    const answer = isList ? ((found.length > 1 ? found.shift() : found[0]) ?? {}) : found
    if (answer instanceof Response) return answer.clone()
    const [status, body] = Array.isArray(answer) ? answer : [200, answer]
    return body === undefined ? new Response(null, { status }) : Response.json(body, { status })
  }
  return { fetch, sent }
}
