import { ConfigError, checkUp, type StoreFinding, toConfigFinding } from '../proxy/index.ts'
import { lineOf, planOf, summaryOf } from './doctor-words.ts'
import { ledgerPath, tryLedger } from './ledger-file.ts'
import { loadConfig } from './load-config.ts'

export interface DoctorOptions {
  config?: string
  fix: boolean
  json: boolean
}

/**
 * `cart-recovery doctor`: what works, line by line. Exit status 0: all fine; 1: something is wrong; 2: there is no
 * configuration to look at.
 */
export async function doctor({ config: file, fix, json }: DoctorOptions): Promise<void> {
  const findings: StoreFinding[] = []
  const say = (text: string) => void (json || process.stdout.write(`${text}\n`))
  const note = (finding: StoreFinding) => {
    findings.push(finding)
    say(lineOf(finding))
  }
  say('')
  const isUsable = await examine(file, fix, note, (planned) => say(planOf(planned)))
  say(`\n  ${summaryOf(findings, fix)}\n`)

  const ok = findings.every((finding) => finding.ok)
  const report = json ? `${JSON.stringify({ ok, findings })}\n` : ''
  // A store or a platform may hold a connection open; there is nothing left to wait for.
  process.stdout.write(report, () => process.exit(isUsable ? Number(!ok) : 2))
}

/** False where the configuration cannot be used. */
async function examine(
  file: string | undefined,
  fix: boolean,
  note: (finding: StoreFinding) => void,
  onFix: (planned: StoreFinding[]) => void,
): Promise<boolean> {
  const config = await loadConfig(file).catch((error: unknown) => {
    if (error instanceof ConfigError) note(toConfigFinding(error))
    else throw error
  })
  if (!config) return false
  const ledger = config.stateStore ? undefined : await tryLedger()
  try {
    for await (const finding of checkUp(
      { ...config, ...(ledger && { stateStore: ledger.stateStore }) },
      { fix, onFix },
    ))
      note(ledger ? withKeeper(finding) : finding)
    return true
  } finally {
    ledger?.close()
  }
}

/** The file that `serve` adds is not there where a server of the shop's own runs the proxy. */
function withKeeper(finding: StoreFinding): StoreFinding {
  if (finding.check !== 'store' || !finding.ok) return finding
  const detail = `It is the file ${ledgerPath()}, kept by \`serve\` only. Where a server of your own calls createProxy, set stateStore in the configuration, and call proxy.work() by a timer.`
  return { ...finding, detail }
}
