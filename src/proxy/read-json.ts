/** The answer was longer than allowed; reading stopped there. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}

/**
 * Reads a body as JSON, at most `limitBytes` of it, so that an endless answer costs neither memory nor time.
 * An empty body is `undefined`. Throws `TooLargeError`, or `SyntaxError` where it is not JSON.
 */
export async function readJson(response: Response, limitBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > limitBytes) throw new TooLargeError(`over ${limitBytes} bytes`)
    chunks.push(chunk)
  }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await new Blob(chunks as BlobPart[]).arrayBuffer())
  return text === '' ? undefined : JSON.parse(text)
}
