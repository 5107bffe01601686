// What Web Test Runner puts on the page; its types are in no package of ours.
declare function describe(title: string, body: () => void): void
declare function it(title: string, body: () => unknown): void
declare function beforeEach(body: () => unknown): void
declare function afterEach(body: () => unknown): void
