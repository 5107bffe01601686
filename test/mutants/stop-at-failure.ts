import type { TestEvent } from 'node:test/reporters'

/** Reporter that ends the process with the first test that fails: one is enough. */
export default async function* stopAtFailure(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:fail' || event.data.todo !== undefined) continue
    yield `${event.data.name}: ${event.data.details.error.message}\n`
    setImmediate(() => process.exit(1))
  }
}
