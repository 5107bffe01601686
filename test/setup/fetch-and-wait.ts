import type { CartRecoveryProxy } from '../../src/proxy/index.ts'

/** Answers a request, and waits for what goes on after its answer, so that a test sees all of it. */
export async function fetchAndWait(proxy: Pick<CartRecoveryProxy, 'fetch'>, request: Request): Promise<Response> {
  const later: Promise<unknown>[] = []
  const response = await proxy.fetch(request, { waitUntil: (work) => void later.push(work) })
  await Promise.all(later)
  return response
}
