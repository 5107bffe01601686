import { Miniflare } from 'miniflare'

import type { D1Answer, D1Binding, D1Statement } from '../../src/proxy/stores/d1.ts'

/** What stands beside the databases, and does there what it is asked to. */
const script = `export default {
  async fetch(request, env) {
    const { name, all, statements } = await request.json()
    const prepared = statements.map(({ sql, values }) => env[name].prepare(sql).bind(...values))
    try {
      return Response.json(all ? await prepared[0].all() : await env[name].batch(prepared))
    } catch ({ message }) {
      return Response.json({ message }, { status: 500 })
    }
  },
}`

interface Prepared extends D1Statement {
  sql: string
  values: unknown[]
}

/**
 * D1 databases with these names, bound to this process. Miniflare's own bindings wait for each call by a lock between two threads,
 * which on a busy machine now and then opens before the answer is there.
 */
export function openD1(names: string[]) {
  const miniflare = new Miniflare({ modules: true, script, d1Databases: names })

  async function ask(question: object): Promise<unknown> {
    const body = JSON.stringify(question)
    const response = await miniflare.dispatchFetch('http://d1.example/', { method: 'POST', body })
    const answer = (await response.json()) as { message: string }
    if (response.ok) return answer
    throw new Error(answer.message)
  }

  function bindingOf(name: string): D1Binding {
    const statement = (sql: string, values: unknown[]): Prepared => ({
      sql,
      values,
      bind: (...bound) => statement(sql, bound),
      all: async () => (await ask({ name, all: true, statements: [{ sql, values }] })) as D1Answer,
    })
    return {
      prepare: (sql) => statement(sql, []),
      batch: async (statements) => (await ask({ name, statements })) as D1Answer[],
    }
  }

  return { bindingOf, close: () => miniflare.dispose() }
}
