import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'

import { consoleTables, frameTable } from './elements-page.ts'
import { merchantRoutesTable, widgetRoutesTable } from './endpoints-table.ts'
import { importsTable } from './imports-table.ts'
import { integritySection } from './integrity.ts'
import { readConsole, readElements } from './manifest.ts'
import { blocksOf, inlineCode, type Page, pages, proseOf } from './pages.ts'
import { problemsPage } from './problems-page.ts'
import { measureDropin, sizeSentence } from './sizes.ts'
import { read, root } from './source-files.ts'

const pageOf = (path: string) => pages.find((page) => page.path === path) ?? assert.fail(path)
const readme = pageOf('README.md')
const index = pageOf('docs/README.md')
const elements = readElements()
const [frame] = elements

test('the table of problems is the one the code uses', () => {
  assert.equal(read('docs/problems.md'), problemsPage(), 'run `npm run generate`')
})

test('the table of attributes and events is made of the manifest', () => {
  assert.ok(readme.text.includes(frameTable()), 'run `npm run generate`')
})

test('the tables of the console are made of the manifest', () => {
  assert.ok(pageOf('docs/console.md').text.includes(consoleTables()), 'run `npm run generate`')
})

test('the tables of routes are made of the contract', () => {
  assert.ok(pageOf('docs/routes.md').text.includes(widgetRoutesTable()), 'run `npm run generate`')
  assert.ok(pageOf('docs/merchant.md').text.includes(merchantRoutesTable()), 'run `npm run generate`')
})

test('the sizes are the measured ones', () => {
  const sentence = sizeSentence(measureDropin())
  assert.ok(readme.text.includes(sentence), `run \`npm run generate\`: ${sentence}`)
})

test('the hashes of the script are those of the built files', () => {
  assert.ok(pageOf('docs/csp-and-privacy.md').text.includes(integritySection()), 'run `npm run generate`')
})

test('the README is a front page: at most 200 lines', () => {
  assert.ok(readme.text.split('\n').length <= 200)
})

test('every page of docs/ is listed in its index', () => {
  for (const { path } of pages.filter(({ path }) => /^docs\/(?!README)/.test(path))) {
    assert.ok(index.text.includes(`(${basename(path)})`), path)
  }
})

for (const page of pages) {
  test(`${page.path}: every link leads somewhere`, () => {
    for (const [, target = ''] of proseOf(page).matchAll(/(?:\]\(|src(?:set)?=")(?!https?:|mailto:)([^)"\s]+)/g)) {
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? page.path : join(dirname(page.path), path)
      assert.ok(existsSync(join(root, file)), target)
      if (anchor !== undefined) assert.ok(anchorsOf(read(file)).includes(anchor), target)
    }
  })

  test(`${page.path}: every file that it names exists`, () => {
    const sources = globSync('{src,test,demo,bench,docs}/**/*', { cwd: root })
    for (const code of inlineCode(page)) {
      const isPath = /^(src|test|demo|bench|docs)\/[\w./-]+$/.test(code)
      if (isPath) assert.ok(existsSync(join(root, code)) || /\.db$|^dist/.test(code), code)
      // A name alone, or with its folder: `retry.ts`, `cart/plan.ts`.
      else if (/^[\w./-]+\.ts$/.test(code) && !code.startsWith('cart-recovery.config')) {
        assert.ok(
          sources.some((file) => file.endsWith(`/${code}`)),
          code,
        )
      }
    }
  })

  test(`${page.path}: every tag, event, part and custom property that it names exists`, () => {
    const names = new Set(elements.flatMap(({ tagName, events = [] }) => [tagName, ...events.map(({ name }) => name)]))
    for (const name of consoleTags()) names.add(name)
    for (const code of inlineCode(page)) {
      const [, tag] = /^<?(cart-recovery-[a-z-]+)>?$/.exec(code) ?? []
      if (tag) assert.ok(names.has(tag), tag)
      if (/^--cart-recovery-[a-z-]+$/.test(code)) assert.ok(has(frame?.cssProperties, code), code)
    }
    for (const css of blocksOf(page, 'css')) {
      for (const [name] of css.matchAll(/--cart-recovery-[a-z-]+/g)) assert.ok(has(frame?.cssProperties, name), name)
      for (const [, name = ''] of css.matchAll(/::part\(([a-z-]+)\)/g)) assert.ok(has(frame?.cssParts, name), name)
    }
    for (const html of blocksOf(page, 'html')) {
      for (const element of [frame, readConsole()]) {
        const [tag = ''] = html.match(new RegExp(`<${element?.tagName} [^>]*>`)) ?? []
        for (const [, name = ''] of tag.matchAll(/ ([a-z-]+)=/g)) assert.ok(has(element?.attributes, name), name)
      }
    }
  })

  test(`${page.path}: every command and option that it names exists`, () => {
    const lines = blocksOf(page, 'sh').join('\n').split('\n')
    const said = [...lines, ...inlineCode(page)].map((line) => line.replace(/^npx /, ''))
    for (const [, command = '', rest = ''] of said.join('\n').matchAll(/^cart-recovery (\w+)(.*)$/gm)) {
      assert.ok(commands.includes(command), command)
      for (const [option] of rest.matchAll(/--\w+/g))
        assert.ok(helps.get(command)?.includes(option), `${command} ${option}`)
    }
  })
}

test('the index lists every command', () => {
  const listed = [...index.text.matchAll(/^\| `cart-recovery (\w+)/gm)].map(([, name]) => name)
  assert.deepEqual(listed.toSorted(), commands.toSorted())
})

test('the index lists every entry of the package', () => {
  assert.ok(index.text.includes(importsTable()), 'run `npm run generate`')
})

for (const [name, file, heading] of [
  ['BigCommerceOptions', 'bigcommerce/bigcommerce.ts', 'BigCommerce'],
  ['VesuvioPayOptions', 'vesuviopay/vesuviopay.ts', 'VesuvioPay'],
  ['TjarOptions', 'tjar/tjar.ts', 'Tjar'],
  ['BuzzbipOptions', 'buzzbip/buzzbip.ts', 'Buzzbip'],
  ['VendureOptions', 'vendure/vendure.ts', 'Vendure'],
] as const) {
  test(`docs/platforms.md has every option of ${heading}`, () => {
    const source = read(`src/proxy/platforms/${file}`)
    const [, fields = ''] = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source) ?? []
    const options = [...fields.matchAll(/^ {2}(\w+)\??:/gm)].map(([, option = '']) => option)
    assert.ok(options.length > 3, `${file} could not be read`)
    const section = sectionOf(pageOf('docs/platforms.md'), heading)
    // `fetch` and `clock` are for tests.
    for (const option of options.filter((option) => !/^(fetch|clock)$/.test(option))) {
      assert.match(section, new RegExp(`\\b${option}\\b`), option)
    }
  })
}

test('docs/operating.md has every field that a log line can hold, and no other', () => {
  const [, fields = ''] = /interface LogFields \{\n([\s\S]*?)^\}/m.exec(read('src/proxy/log.ts')) ?? []
  const known = [...fields.matchAll(/^ {2}(\w+)\?:/gm)].map(([, field]) => field)
  const rows = [...sectionOf(pageOf('docs/operating.md'), 'Log lines').matchAll(/^\| (`.*?`) \|/gm)]
  const listed = rows.flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, field]) => field))
  assert.deepEqual(listed.toSorted(), known.toSorted())
})

const program = join(root, 'src/cli/cart-recovery.ts')
const helpOf = (...args: string[]) => execFileSync(process.execPath, [program, ...args, '--help'], { encoding: 'utf8' })
const commands = [...helpOf().matchAll(/^ {2}(\w+) .*/gm)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'help')

const helps = new Map(commands.map((command) => [command, helpOf(command)]))

const has = (items: readonly { name: string }[] = [], name: string) => items.some((item) => item.name === name)

function consoleTags(): string[] {
  const names = globSync('src/console/**/cart-recovery-console*.ts', { cwd: root })
  return names.map((path) => basename(path, '.ts')).filter((name) => !name.includes('.'))
}

/** A heading's anchor as GitHub makes it. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function sectionOf({ text }: Page, heading: string): string {
  return new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(text)?.[1] ?? assert.fail(heading)
}
