import type { UpstreamRequest } from '../../proxy/index.ts'
import type { RecordingFolder } from './recording-folder.ts'
import { createRedactor } from './redact.ts'

type Fetch = typeof globalThis.fetch

const maxText = 2000

/**
 * A `fetch` that writes down what platforms answer, with all that is a shop's or a person's replaced, and hands the answer on.
 * Of a request only method and route are kept. What is not a platform's answer passes through.
 */
export function recordingFetch(fetch: Fetch, folder: RecordingFolder): Fetch {
  const redact = createRedactor()
  return async (input, init) => {
    const response = await fetch(input, init)
    const call = init && 'call' in init ? (init as UpstreamRequest).call : undefined
    if (!call) return response
    const text = await response.clone().text()
    folder.write(call.platform, {
      operation: withoutIds(call.operation),
      status: response.status,
      ...toBody(text, redact),
    })
    return response
  }
}

/** The ids in a probe's route belong to nothing. */
const withoutIds = (operation: string) => operation.replace(/[\da-f]{8}-[\da-f-]{27}/gi, '{id}')

function toBody(text: string, redact: (body: unknown) => unknown) {
  if (text === '') return {}
  try {
    return { body: redact(JSON.parse(text)) }
  } catch {
    return {
      body: redact(text.slice(0, maxText)),
      edited: 'the answer was text and no JSON; its beginning stands here',
    }
  }
}
