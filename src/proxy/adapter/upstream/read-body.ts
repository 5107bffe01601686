/** The body was longer than allowed; reading stopped there. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}

/**
 * Reads a body as text, at most `limitBytes` of it however it arrives, so that an endless one costs neither memory nor
 * time. Throws `TooLargeError`, or `TypeError` where it is not UTF-8.
 */
export async function readText({ body }: Pick<Response, 'body'>, limitBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    if (length > limitBytes) throw new TooLargeError(`over ${limitBytes} bytes`)
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(await new Blob(chunks as BlobPart[]).arrayBuffer())
}

/** The same as JSON; an empty body is `undefined`. Throws `SyntaxError` too. */
export async function readJson(response: Response, limitBytes: number): Promise<unknown> {
  const text = await readText(response, limitBytes)
  return text === '' ? undefined : JSON.parse(text)
}
