import type { Finding } from './messaging-ports.ts'
import { UpstreamError } from './upstream-error.ts'

/** Every finding of a check-up, in order. Where the platform stops answering, that becomes the last finding. */
export async function collectFindings(platform: string, check: AsyncGenerator<Finding>): Promise<Finding[]> {
  const findings: Finding[] = []
  try {
    for await (const finding of check) findings.push(finding)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    // It names platform, method and route, and no value but the address.
    findings.push({ check: 'api', subject: platform, ok: false, detail: error.findingText })
  }
  return findings
}

const maxDifferenceMs = 60_000

/** Compares our clock with an answer's `Date`; nothing where no answer had one. */
export function* clockFinding(platform: string, date: string | undefined, now: number): Generator<Finding> {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return
  const seconds = Math.round(Math.abs(now - theirs) / 1000)
  const detail = `this clock is ${seconds} seconds ${now > theirs ? 'ahead' : 'behind'}: signatures are refused beyond 300`
  const ok = seconds * 1000 <= maxDifferenceMs
  yield { check: 'clock', subject: platform, ok, ...(!ok && { detail }) }
}
