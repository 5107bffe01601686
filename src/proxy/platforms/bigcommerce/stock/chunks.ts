import { UpstreamError } from '../../../adapter/index.ts'

/** The answers for many ids, and the failures. */
export interface ChunkAnswers<Value> {
  /** Ids that an answer covered. One of them that is not in `found` does not exist. */
  answered: Set<string>
  found: Map<string, Value>
  failures: unknown[]
}

type Read<Value> = (chunk: string[]) => Promise<readonly (readonly [id: string, value: Value])[]>

/**
 * Asks for ids in chunks, at the same time. Where an answer is too large, for each half of them; `tooLarge` may know
 * another way to ask for one alone. A chunk that fails leaves the others as they are.
 */
export async function readInChunks<Value>(
  ids: string[],
  size: number,
  read: Read<Value>,
  options: { tooLarge?: (id: string) => ReturnType<Read<Value>> } = {},
): Promise<ChunkAnswers<Value>> {
  const answers: ChunkAnswers<Value> = { answered: new Set(), found: new Map(), failures: [] }

  async function readChunk(chunk: string[], how: Read<Value>): Promise<void> {
    try {
      for (const [id, value] of await how(chunk)) answers.found.set(id, value)
      for (const id of chunk) answers.answered.add(id)
    } catch (error) {
      const isTooLarge = error instanceof UpstreamError && error.failure === 'too-large'
      const { tooLarge } = options
      if (isTooLarge && chunk.length > 1) {
        const half = Math.ceil(chunk.length / 2)
        await Promise.all([chunk.slice(0, half), chunk.slice(half)].map((part) => readChunk(part, how)))
      } else if (isTooLarge && tooLarge && how === read) {
        await readChunk(chunk, async ([id = '']) => tooLarge(id))
      } else answers.failures.push(error)
    }
  }

  const starts = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => index * size)
  await Promise.all(starts.map((start) => readChunk(ids.slice(start, start + size), read)))
  return answers
}
