/** Longer than the longest request that the proxy allows, and than it gives a message. */
const timeoutMs = 25_000

/** Calls `stop` on SIGTERM or Ctrl+C. A second signal, or `stop` taking too long, ends the process at once. */
export function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false
  const handle = async () => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), timeoutMs).unref()
    await stop()
    process.exit(0)
  }
  process.on('SIGTERM', handle)
  process.on('SIGINT', handle)
}
