/** Longer than the longest request that the proxy allows, and than it gives a message. */
const timeoutMs = 25_000

const parentCheckMs = 500

// Asked for at once: what is started takes a moment, and npm may end meanwhile.
const { ppid } = process

/**
 * Calls `stop` on SIGTERM or Ctrl+C, and once the npm that started this process is gone. A second signal, or `stop` taking
 * too long, ends the process at once.
 */
export function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false
  const begin = async () => {
    stopping = true
    setTimeout(() => process.exit(1), timeoutMs).unref()
    await stop()
    process.exit(0)
  }
  const handle = () => {
    if (stopping) process.exit(1)
    return begin()
  }
  process.on('SIGTERM', handle)
  process.on('SIGINT', handle)
  onParentGone(() => stopping || void begin())
}

/** npm ends with SIGTERM and does not pass it on (https://github.com/npm/cli/issues/6684), so its child would listen for ever. */
function onParentGone(act: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const checking = setInterval(() => {
    if (process.ppid === ppid) return
    clearInterval(checking)
    act()
  }, parentCheckMs)
  checking.unref()
}
