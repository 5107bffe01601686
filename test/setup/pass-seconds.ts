import type { TestContext } from 'node:test'

/** Lets seconds pass for what counts them by `performance.now`: what openings of one link share is forgotten by then. */
export function passSeconds(t: TestContext, seconds: number): void {
  const now = performance.now.bind(performance)
  t.mock.method(performance, 'now', () => now() + seconds * 1000)
}
