import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { read } from '../package/source-files.ts'
import { groups } from './cases/all.ts'
import { installRuntimes } from './install.ts'
import { openProject } from './project.ts'
import { type Results, runCases } from './run-cases.ts'
import { openSite } from './site.ts'
import { tableOf } from './table.ts'
import { createTargets } from './targets/targets.ts'

// `RUNTIMES=Deno,Bun` runs these alone.
const only = process.env.RUNTIMES?.split(',')
const installed = installRuntimes()
const project = openProject(Object.keys(JSON.parse(read('package.json')).dependencies), installed.packages)
const targets = createTargets(project, installed).filter(({ name }) => !only || only.includes(name))
const done = new Map<string, Results>()
after(() => console.log(tableOf(targets, done)))

test('the suite has at least 150 cases', () => {
  assert.ok(groups.flatMap(({ cases }) => cases).length >= 150)
})

test('the proxy is the same wherever it runs', { concurrency: true }, async (t) => {
  const running = targets.map((target) =>
    t.test(`${target.name} ${target.version}`, async (own) => {
      const site = await openSite()
      own.after(site.close)
      const { bases, output } = await target.start(own, site.settings)
      Object.assign(site.bases, bases)
      const results = await runCases(site, target)
      done.set(target.name, results)
      assert.equal(results.failures.length, 0, [...results.failures, output().slice(-4000)].join('\n'))
    }),
  )
  await Promise.all(running)
})
