import { readFileSync } from 'node:fs'

import { ConfigError, checkUp, type ProxyConfig, type StoreFinding, toConfigFinding } from '../proxy/index.ts'
import { recordedText, toFindingText, toPlanText, toSummaryText, visitText } from './doctor-text.ts'
import { ledgerPath } from './ledger-file.ts'
import { findConfigFile, loadConfig } from './load-config.ts'
import { databaseAddress, openStateStoreForCheck } from './open-state-store.ts'
import { findPlatformPlaceholders, placeholderOrigins } from './placeholders.ts'
import { recordingFetch } from './record/recording-fetch.ts'
import { openRecordingFolder } from './record/recording-folder.ts'

export interface DoctorOptions {
  config?: string
  fix: boolean
  json: boolean
  /** The id of a cart, for the questions that need one. */
  cart?: string
  /** Whose cart it is, where the store has several platforms. */
  platform?: string
  /** A folder for what the platforms answer, with all that is the shop's or a person's replaced. */
  record?: string
}

/**
 * `cart-recovery doctor`: checks the store and prints one line for each finding. Exit status 0: nothing is wrong; 1:
 * something is; 2: the configuration cannot be used.
 */
export async function doctor(options: DoctorOptions): Promise<void> {
  const { cart, fix, json } = options
  const findings: StoreFinding[] = []
  const print = (text: string) => void (json || process.stdout.write(`${text}\n`))
  const record = (finding: StoreFinding) => {
    findings.push(finding)
    print(toFindingText(finding))
  }
  print('')
  if (cart !== undefined) print(visitText)
  const isUsable = await examine(options, record, (planned) => print(toPlanText(planned)))
  print(`\n  ${toSummaryText(findings, fix)}\n`)
  if (isUsable && options.record !== undefined) print(recordedText(options.record))

  const ok = findings.every((finding) => finding.ok)
  const output = json ? `${JSON.stringify({ ok, findings })}\n` : ''
  // Exits by itself, because a state store or a platform may keep a connection open.
  process.stdout.write(output, () => process.exit(isUsable ? Number(!ok) : 2))
}

/** Runs the checks. Returns false if the configuration cannot be used. */
async function examine(
  { config: file, cart, platform, fix, record: folder }: DoctorOptions,
  record: (finding: StoreFinding) => void,
  onFix: (planned: StoreFinding[]) => void,
): Promise<boolean> {
  const config = await prepare(file, folder).catch((error: unknown) => {
    if (error instanceof ConfigError) record(toConfigFinding(error))
    else throw error
  })
  if (!config) return false
  const ledger = config.stateStore ? undefined : await openStateStoreForCheck()
  const checked = leaveOutPlaceholders({ ...config, ...(ledger && { stateStore: ledger }) }, file, record)
  try {
    for await (const finding of checkUp(checked, {
      fix,
      onFix,
      placeholders: placeholderOrigins,
      ...(cart !== undefined && { cart: { id: cart, ...(platform && { platform }) } }),
    }))
      record(ledger ? explainServeOnly(finding) : finding)
    return true
  } finally {
    await ledger?.close()
  }
}

/** Loads the configuration. What is to be recorded is from then on, since adapters call the global `fetch`. */
async function prepare(file: string | undefined, folder: string | undefined): Promise<ProxyConfig> {
  if (folder !== undefined) {
    globalThis.fetch = recordingFetch(globalThis.fetch, openRecordingFolder(folder, Date.now()))
  }
  return loadConfig(file)
}

/** Names the options of platforms that still are placeholders. A platform is not asked with them. */
function leaveOutPlaceholders(
  config: ProxyConfig,
  file: string | undefined,
  record: (finding: StoreFinding) => void,
): ProxyConfig {
  const path = findConfigFile(file)
  const uses = findPlatformPlaceholders(process.env, path && readFileSync(path, 'utf8'))
  for (const { platform, placeholder, key } of uses) {
    const detail = `It is the placeholder ${placeholder}: write your own there. Until then the platform is not asked.`
    record({ check: 'config', subject: key, ok: false, detail, platform })
  }
  const spared = new Set(uses.map(({ platform }) => platform))
  const platforms = config.platforms.map(({ checkUp: port, ...platform }) => {
    return spared.has(platform.name) || !port ? platform : { ...platform, checkUp: port }
  })
  return { ...config, platforms }
}

/** Adds that only `serve` uses this store: a server of the shop's own that runs the proxy has no ledger yet. */
function explainServeOnly(finding: StoreFinding): StoreFinding {
  if (finding.check !== 'store' || !finding.ok) return finding
  const which =
    databaseAddress() === undefined ? `the file ${ledgerPath()}` : 'the PostgreSQL of CART_RECOVERY_DATABASE'
  const detail = `It is ${which}, kept by \`serve\` only. Where a server of your own calls createProxy, set stateStore in the configuration, and call proxy.work() by a timer.`
  return { ...finding, detail }
}
