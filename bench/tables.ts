import type { CartsFigure } from './growth/measure-carts.ts'
import type { RequestsFigure } from './growth/measure-requests.ts'
import type { PageFigure } from './page/measure-page.ts'
import type { PeerFigure } from './peers/measure-peers.ts'
import type { ProxyFigure } from './proxy/measure-proxy.ts'

/** Figures as tables of Markdown: what the bench prints, and what the documentation holds. */
export function proxyTable(figures: readonly ProxyFigure[]): string {
  return table(
    ['Lines', 'Server', 'Instances', 'Of the plain handler', 'Of the lean handler', ...loadHeads],
    figures.map((figure) => [
      figure.lines,
      figure.server,
      figure.instances,
      figure.ratio.toFixed(2),
      figure.leanRatio.toFixed(2),
      ...loadCells(figure),
    ]),
  )
}

export function pageTable(figures: readonly PageFigure[]): string {
  return table(
    ['Lines', 'Page', 'Of the limit page', 'Cart painted', 'Scripts run', 'Longest task', 'Requests', 'Sent'],
    figures.map((figure) => [
      figure.lines,
      figure.page,
      figure.ratio.toFixed(2),
      `${figure.cartMs.toFixed(0)} ms`,
      `${figure.scriptMs.toFixed(0)} ms`,
      `${figure.longestTaskMs.toFixed(0)} ms`,
      figure.requests,
      `${figure.kilobytes.toFixed(1)} KB`,
    ]),
  )
}

export function peersTable(figures: readonly PeerFigure[]): string {
  const rows = figures.map(({ name, version, requests, kilobytes }) => [
    `${name} ${version}`.trim(),
    `${kilobytes.toFixed(1)} KB`,
    requests,
  ])
  return table(['Package', 'Scripts and styles', 'Requests'], rows)
}

export function requestsTable(figures: readonly RequestsFigure[]): string {
  return table(
    ['Lines', 'Shoppers', 'Database', ...loadHeads],
    figures.map((figure) => [figure.lines, figure.shoppers, figure.database, ...loadCells(figure)]),
  )
}

/** One row for each operation and database: its times at each size, and how much the last is of the first. */
export function cartsTable(figures: readonly CartsFigure[]): string {
  const sizes = [...new Set(figures.map(({ carts }) => carts))]
  const rows = [...new Set(figures.map(({ database, operation }) => `${database} | ${operation}`))]
  const find = (row: string, size: number | undefined) =>
    figures.find(({ carts, database, operation }) => carts === size && `${database} | ${operation}` === row)
  return table(
    ['Database', 'Operation', ...sizes.map((size) => `${size.toLocaleString('en')} carts`), 'Last of first', 'Held'],
    rows.map((row) => {
      const all = sizes.map((size) => find(row, size))
      const [first, last] = [all[0], all.at(-1)]
      const times = all.map((figure) => (figure?.ms == null ? '–' : `${figure.ms.toFixed(1)} ms`))
      const ratio = first?.ms != null && last?.ms != null ? (last.ms / first.ms).toFixed(1) : '–'
      return [...row.split(' | '), ...times, ratio, `${Math.max(...all.map((one) => one?.holdMs ?? 0)).toFixed(0)} ms`]
    }),
  )
}

/** What a server under load is measured by. */
const loadHeads = ['Requests/s', 'p50', 'p99', 'Stock left open', 'CPU a request', 'Memory']

function loadCells(figure: RequestsFigure | ProxyFigure): string[] {
  return [
    figure.requestsPerSecond.toFixed(0),
    `${figure.p50Ms.toFixed(1)} ms`,
    `${figure.p99Ms.toFixed(1)} ms`,
    `${(figure.openShare * 100).toFixed(1)} %`,
    `${figure.cpuMsPerRequest.toFixed(2)} ms`,
    `${figure.rssMb.toFixed(0)} MB`,
  ]
}

/** A table of Markdown, with numbers to the right. */
function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String))
  const isNumber = (column: number) => cells.every((row) => /^\d/.test(row[column] ?? ''))
  const rules = heads.map((_, column) => (isNumber(column) ? '--:' : '---'))
  return [heads, rules, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
