import type { ShopperCart } from './carts.ts'
import type { LedgerEnd } from './check-end.ts'
import type { Disturbance, Finding, FindingKind } from './findings.ts'
import { type HeapSample, heldBetween } from './heap-samples.ts'
import type { LoadOptions } from './run-load.ts'
import type { LoadShop } from './shop.ts'
import type { Taps } from './tap.ts'

/** All that a run left behind. */
export interface LoadEnd extends LoadOptions {
  shop: LoadShop
  carts: readonly ShopperCart[]
  disturbances: readonly Disturbance[]
  samples: readonly HeapSample[]
  taps: Taps
  ledger: LedgerEnd
  findings: Finding[]
}

/** A heap that grows by this much between the second quarter and the last is not flat. */
const maxGrowth = { share: 1.1, bytes: 2 * 2 ** 20 }

/** Prints what happened and what must not have, with the shortest evidence of each kind. True where nothing is wrong. */
export function printEnd(end: LoadEnd): boolean {
  const { shop, carts, disturbances, taps, ledger, findings, samples, seconds, database, kills, hasOwn, seed } = end
  const { platforms } = shop
  const { counts, durations } = taps
  const faults = [...platforms.faultCounts.values()].reduce((sum, count) => sum + count, 0)
  const killCount = disturbances.filter(({ instance }) => instance !== undefined).length
  const restarts = disturbances.length - killCount
  const givenUp = carts.filter((cart) => cart.isGivenUp).length
  const ordered = carts.filter(({ orderedAt }) => orderedAt !== undefined).length
  for (const { name, deaths, errors } of shop.instances) {
    if (deaths() === 0) continue
    findings.push({ kind: 'broken', sentence: `${name} ended by itself`, evidence: errors.slice(-3) })
  }
  checkProgress(end, { faults, killCount, ordered })
  const [second, last] = [heldBetween(samples, 0.25, 0.5), heldBetween(samples, 0.75, 1)]
  if (last > second * maxGrowth.share + maxGrowth.bytes) {
    const evidence = samples.map(({ at, heldBytes }) => `${Math.round(at * 100)} %: ${megabytes(heldBytes)}`)
    findings.push({
      kind: 'broken',
      sentence: `The heap grew from ${megabytes(second)} to ${megabytes(last)}`,
      evidence,
    })
  }
  const of = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length
  const reports = [...ledger.reports].map(([status, count]) => `${count} ${status}`).join(', ')
  durations.sort((one, other) => one - other)
  const percentile = (share: number) => Math.round(durations[Math.floor(durations.length * share)] ?? 0)
  const heap = samples.length > 0 ? `, heap ${megabytes(second)} → ${megabytes(last)}` : ''
  console.log(
    [
      `${seconds} s on ${database}, two instances, ${kills} kills${hasOwn ? ', own carts' : ''}, seed ${seed}`,
      `  disturbed: ${killCount} kills, ${restarts} restarts of the database, ${faults} faults in ${platforms.callCount()} calls, ${counts.hungUp} hang-ups, ${counts.doubled} double taps`,
      `  done: ${carts.length} carts, ${counts.taps} taps in ${counts.requests} requests, ${givenUp} visits given up, ${ordered} orders, ${ledger.recovered} recovered, reports: ${reports}`,
      `  found: ${of('doubled')} doubled, ${of('lost')} lost, ${counts.unconfirmed} unconfirmed of which ${of('unexplained')} unexplained, ${of('broken')} broken`,
      `  p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms${heap}`,
    ].join('\n'),
  )
  for (const kind of ['doubled', 'lost', 'unexplained', 'broken'] as const) printShortest(findings, kind)
  if (findings.length > 0) printErrors(shop)
  return findings.length === 0
}

/** A run in which nothing was disturbed or nothing got done proves nothing. */
function checkProgress(
  { findings, carts, seconds, faultShare, hasOwn }: LoadEnd,
  { faults, killCount, ordered }: { faults: number; killCount: number; ordered: number },
): void {
  const missing = [
    ...(faults === 0 && faultShare > 0 ? ['no call was misled'] : []),
    ...(killCount === 0 ? ['no instance was killed'] : []),
    ...((ordered < carts.length / 10 && !hasOwn) || carts.length < seconds / 2
      ? [`${carts.length} carts, ${ordered} orders`]
      : []),
  ]
  for (const sentence of missing)
    findings.push({ kind: 'broken', sentence: `The run proves nothing: ${sentence}`, evidence: [] })
}

function printShortest(findings: readonly Finding[], kind: FindingKind): void {
  const own = findings.filter((finding) => finding.kind === kind)
  const bySentence = Map.groupBy(own, ({ sentence }) => sentence.replaceAll(/\d+/g, 'n'))
  for (const same of bySentence.values()) {
    const [shortest] = same.toSorted((one, other) => one.evidence.length - other.evidence.length)
    if (!shortest) continue
    console.log(`\n${kind}, ${same.length} times: ${shortest.sentence}`)
    for (const line of shortest.evidence) console.log(`    ${line}`)
  }
}

function printErrors({ instances }: LoadShop): void {
  for (const { name, errors } of instances) {
    for (const line of new Set(errors.map((text) => text.slice(0, 400)).slice(-5))) console.log(`${name}: ${line}`)
  }
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`
