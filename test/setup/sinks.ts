import { appendFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where everything that left the proxy during the tests is kept until `test/leaks` has read it. */
export const sinkFolder = resolve(import.meta.dirname, '../../coverage/sinks')

/**
 * What can leak: `answers` to the callers of the proxy, its `logs`, what the command line prints (`output`), and what
 * reaches the pages of a shop in a real browser (`pages`).
 */
export const sinks = ['answers', 'logs', 'output', 'pages'] as const
export type Sink = (typeof sinks)[number]

/** Keeps a text that left the proxy. One file per process, so that tests may run at the same time. */
export function pour(sink: Sink, text: string): void {
  mkdirSync(sinkFolder, { recursive: true })
  appendFileSync(join(sinkFolder, `${sink}.${process.pid}.txt`), `${text}\n`)
}

/** An answer with its headers. The body is read from a copy. */
export async function pourAnswer(response: Response): Promise<Response> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  pour('answers', `${response.status}\n${headers}\n${await response.clone().text()}`)
  return response
}
