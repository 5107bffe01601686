import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A guard that is taken out of a copy of the source, and the scenario that has to notice it. */
export interface SeededBug {
  name: string
  scenario: string
  changes: readonly { file: string; from: string; to: string }[]
}

export const seededBugs: readonly SeededBug[] = [
  {
    name: 'no lock',
    scenario: 'text checkout x text checkout',
    changes: [
      {
        file: 'src/proxy/stores/lock.ts',
        from: '  const owner = crypto.randomUUID()\n  const endsAt',
        to: '  if (lifetimeMs > 0) return work(signal)\n  const owner = crypto.randomUUID()\n  const endsAt',
      },
    ],
  },
  {
    name: 'no version on writes',
    scenario: 'restore x foreign edit',
    changes: [
      {
        file: 'src/proxy/platforms/bigcommerce/cart-api.ts',
        from: 'body: { ...body, ...(cart.version !== undefined && { version: cart.version }) },',
        to: 'body,',
      },
    ],
  },
  {
    name: 'idempotency without the key',
    scenario: 'restore x restore',
    changes: [
      {
        file: 'src/proxy/routes/widget-app.ts',
        from: 'JSON.stringify([store, endpoint.path, cartId, idempotencyKey])',
        to: 'JSON.stringify([store, endpoint.path, cartId])',
      },
    ],
  },
  {
    name: 'a stale revision is accepted',
    scenario: 'checkout x price move',
    changes: [
      {
        file: 'src/proxy/cart/plan.ts',
        from: '!displayed || isRepriced(cart, displayed) || costsMore(situation)',
        to: '!displayed',
      },
      {
        file: 'src/proxy/routes/checkout.ts',
        from: 'if (isDearer || (agreed && isRepriced(written, agreed, result.lines)))',
        to: 'if (!agreed)',
      },
    ],
  },
  {
    name: 'a lost answer is repeated without reading back',
    scenario: 'text checkout x text checkout',
    changes: [
      {
        file: 'src/proxy/platforms/vesuviopay/shopper-cart.ts',
        from: '} else if (!(error instanceof UpstreamError && error.isUncertain)) throw error',
        to: '} else if (error instanceof UpstreamError && error.isUncertain) await write(chunk)\n        else throw error',
      },
    ],
  },
  {
    name: 'a lost transfer',
    scenario: 'keep shopping x order',
    changes: [
      {
        file: 'src/proxy/messaging/link-carts.ts',
        from: 'if (!ledger || lines.length === 0) return',
        to: 'if (lines) return',
      },
    ],
  },
  {
    name: 'an order is acknowledged and not recorded',
    scenario: 'report x order',
    changes: [
      {
        file: 'src/proxy/messaging/events.ts',
        from: "if (type === 'ordered') return recordOrderEvent(context, platform, event)",
        to: "if (type === 'ordered') return",
      },
    ],
  },
  {
    name: 'a lock that stays',
    scenario: 'restore x restore',
    changes: [{ file: 'src/proxy/stores/lock.ts', from: 'if (!(await open()))', to: 'if (owner === key)' }],
  },
  {
    name: 'an order is not asked for again before the report is sent',
    scenario: 'report x order',
    changes: [{ file: 'src/proxy/messaging/send-report.ts', from: 'if (reason)', to: 'if (false)' }],
  },
  {
    name: 'consent is read before the log-in only',
    scenario: 'consent x report',
    changes: [
      { file: 'src/proxy/messaging/send-report.ts', from: 'if (await prepared.isRefused())', to: 'if (false)' },
    ],
  },
]

/** The source with the bug in it. Throws where the guard does not stand there as it is expected to. */
export async function readBroken({ name, changes }: SeededBug): Promise<Map<string, string>> {
  const broken = new Map<string, string>()
  for (const { file, from, to } of changes) {
    const parts = (broken.get(file) ?? (await readFile(file, 'utf8'))).split(from)
    if (parts.length !== 2) throw new Error(`${name}: ${file} has its guard ${parts.length - 1} times`)
    broken.set(file, parts.join(to))
  }
  return broken
}

/** Runs the model on a copy of the source that has the bug. Resolves to the shortest trace; undefined where it is not found. */
export async function findBug(bug: SeededBug): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'model-'))
  try {
    for (const part of ['src', 'test/model', 'package.json']) await cp(part, join(folder, part), { recursive: true })
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
    for (const [file, text] of await readBroken(bug)) await writeFile(join(folder, file), text)
    const run = ['test/model/model.ts', '--scenario', bug.scenario, '--random', '0']
    const end = await promisify(execFile)(process.execPath, run, { cwd: folder, maxBuffer: 2 ** 26 }).then(
      () => undefined,
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => {
        if (!stdout.includes('BROKEN')) throw new Error(`${bug.name}: the model ended with ${code}\n${stderr}`)
        return stdout.slice(stdout.lastIndexOf('\n', stdout.indexOf('BROKEN')) + 1, stdout.indexOf('\n┌'))
      },
    )
    return end
  } finally {
    await rm(folder, { recursive: true })
  }
}
