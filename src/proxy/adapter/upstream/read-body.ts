import type { AnswerBody, PlatformAnswer } from './platform-fetch.ts'

/** The body was longer than allowed; reading stopped there. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}

/** The body is no text. */
export class NotUtf8Error extends TypeError {
  override readonly name = 'NotUtf8Error'
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a body as text, at most `limitBytes` of it however it arrives, so that an endless one costs neither memory nor
 * time. Throws `TooLargeError`, or `NotUtf8Error`.
 */
export async function readText({ body }: Pick<PlatformAnswer, 'body'>, limitBytes: number): Promise<string> {
  if (!body) return ''
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done || !value) break
    length += value.byteLength
    if (length > limitBytes) {
      // Not awaited: a body that was teed never answers.
      void reader.cancel().catch(() => {})
      throw new TooLargeError(`over ${limitBytes} bytes`)
    }
    chunks.push(value)
  }
  return decode(chunks, length)
}

/** The body of a request. One whose length was declared comes as a whole, which servers do for less. Throws as `readText`. */
export async function readRequestText(request: Request, limitBytes: number): Promise<string> {
  const length = request.headers.get('content-length')
  if (Number(length) > limitBytes) throw new TooLargeError(`over ${limitBytes} bytes`)
  if (length === null) return readText({ body: request.body && uncancelled(request.body) }, limitBytes)
  const whole = new Uint8Array(await request.arrayBuffer())
  if (whole.byteLength > limitBytes) throw new TooLargeError(`over ${limitBytes} bytes`)
  return decode([whole], whole.byteLength)
}

/** The same as JSON; an empty body is `undefined`. Throws `SyntaxError` too. */
export async function readJson(answer: Pick<PlatformAnswer, 'body'>, limitBytes: number): Promise<unknown> {
  const text = await readText(answer, limitBytes)
  return text === '' ? undefined : JSON.parse(text)
}

/** To cancel a request's body closes its connection on Node, before the refusal is sent. A server drops what is left of it. */
function uncancelled(body: ReadableStream<Uint8Array>): AnswerBody {
  return {
    getReader() {
      const reader = body.getReader()
      return { read: () => reader.read(), cancel: async () => reader.releaseLock() }
    },
  }
}

function decode(chunks: readonly Uint8Array[], length: number): string {
  const [first] = chunks
  try {
    return decoder.decode(chunks.length === 1 ? first : join(chunks, length))
  } catch (cause) {
    throw new NotUtf8Error('not UTF-8', { cause })
  }
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
