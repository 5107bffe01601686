import { ConfigError, checkUp, type StoreFinding, toConfigFinding } from '../proxy/index.ts'
import { toFindingText, toPlanText, toSummaryText } from './doctor-text.ts'
import { ledgerPath, openLedgerForCheck } from './ledger-file.ts'
import { loadConfig } from './load-config.ts'

export interface DoctorOptions {
  config?: string
  fix: boolean
  json: boolean
}

/**
 * `cart-recovery doctor`: checks the store and prints one line for each finding. Exit status 0: nothing is wrong; 1:
 * something is; 2: the configuration cannot be used.
 */
export async function doctor({ config: file, fix, json }: DoctorOptions): Promise<void> {
  const findings: StoreFinding[] = []
  const print = (text: string) => void (json || process.stdout.write(`${text}\n`))
  const record = (finding: StoreFinding) => {
    findings.push(finding)
    print(toFindingText(finding))
  }
  print('')
  const isUsable = await examine(file, fix, record, (planned) => print(toPlanText(planned)))
  print(`\n  ${toSummaryText(findings, fix)}\n`)

  const ok = findings.every((finding) => finding.ok)
  const output = json ? `${JSON.stringify({ ok, findings })}\n` : ''
  // Exits by itself, because a state store or a platform may keep a connection open.
  process.stdout.write(output, () => process.exit(isUsable ? Number(!ok) : 2))
}

/** Runs the checks. Returns false if the configuration cannot be used. */
async function examine(
  file: string | undefined,
  fix: boolean,
  record: (finding: StoreFinding) => void,
  onFix: (planned: StoreFinding[]) => void,
): Promise<boolean> {
  const config = await loadConfig(file).catch((error: unknown) => {
    if (error instanceof ConfigError) record(toConfigFinding(error))
    else throw error
  })
  if (!config) return false
  const ledger = config.stateStore ? undefined : await openLedgerForCheck()
  try {
    for await (const finding of checkUp(
      { ...config, ...(ledger && { stateStore: ledger.stateStore }) },
      { fix, onFix },
    ))
      record(ledger ? explainServeOnly(finding) : finding)
    return true
  } finally {
    ledger?.close()
  }
}

/** Adds that only `serve` keeps this file: a server of the shop's own that runs the proxy has no ledger yet. */
function explainServeOnly(finding: StoreFinding): StoreFinding {
  if (finding.check !== 'store' || !finding.ok) return finding
  const detail = `It is the file ${ledgerPath()}, kept by \`serve\` only. Where a server of your own calls createProxy, set stateStore in the configuration, and call proxy.work() by a timer.`
  return { ...finding, detail }
}
