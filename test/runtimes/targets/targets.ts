import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

import { root } from '../../package/source-files.ts'
import type { Lack } from '../case.ts'
import type { Installed } from '../install.ts'
import { addTarget, commandOf } from '../project.ts'
import type { Bases, Settings } from '../site.ts'
import { startProcess } from './process-target.ts'
import { startWorkerd } from './workerd.ts'

/** One runtime, with the server that docs/deploy.md has for it. */
export interface Target {
  name: string
  version: string
  lacks: readonly Lack[]
  /** A framework on Node, for which the subjects suffice that it can change. */
  isMount: boolean
  /** Starts proxies of its own, which end with the test. */
  start(t: TestContext, settings: Settings): Promise<Started>
}

interface Started {
  bases: Bases
  /** What its programs printed. */
  output(): string
}

/** All of them. `project` is the folder that the package is installed in. */
export function createTargets(project: string, { deno, bun, packages }: Installed): Target[] {
  const node = process.execPath
  const own = join(root, 'node_modules')

  /** A program of the page, run by the command of the page or, where it has none, by Node's. */
  const program = (name: string, version: string, runtime = node, rest: Partial<Target> = {}): Target => ({
    name,
    version,
    lacks: [],
    isMount: false,
    async start(t, settings) {
      const file = `${name.toLowerCase()}.mjs`
      const [, ...words] = commandOf(rest.isMount ? 'node.mjs' : file)
      const command = [runtime, ...words.slice(0, -1), file]
      const { base, output } = await startProcess(t, addTarget(project, name, settings, file), command)
      return { bases: { shop: base, text: `${base}/text` }, output }
    },
    ...rest,
  })
  const mount = (name: string, from: string, lacks: Lack[] = []) =>
    program(name, versionOf(join(from, name.toLowerCase())), node, { isMount: true, lacks })

  return [
    program('serve', process.versions.node, node, {
      lacks: ['fetch-context'],
      async start(t, settings) {
        const folder = addTarget(project, 'serve', settings)
        const command = [node, '../node_modules/cart-recovery/dist/src/cli/cart-recovery.js', 'serve']
        const serve = (store: string, path: string) =>
          startProcess(t, folder, command, { env: { STORE: store, CART_RECOVERY_LEDGER: `${store}.db` }, path })
        const [shop, text] = await Promise.all([serve('shop', '/cart-recovery'), serve('text', '/cart-recovery/text')])
        return { bases: { shop: shop.base, text: text.base }, output: () => shop.output() + text.output() }
      },
    }),
    program('Node', process.versions.node),
    program('workerd', versionOf(join(own, 'workerd')), node, {
      lacks: ['own-sockets'],
      async start(t, settings) {
        const shop = await startWorkerd(t, settings)
        return { bases: { shop, text: `${shop}/text` }, output: () => '' }
      },
    }),
    program('Deno', saidBy(deno), deno),
    program('Bun', saidBy(bun), bun),
    mount('Express', packages, ['own-server']),
    mount('Hono', own),
    mount('Fastify', packages, ['own-server']),
  ]
}

const versionOf = (folder: string): string => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

const saidBy = (program: string) => /[\d.]+/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[0] ?? ''
