// Loaded before a server's own files, with `--import`: tells the bench what its process uses, and ends with the bench.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const resolutionMs = 1
const delays = monitorEventLoopDelay({ resolution: resolutionMs })
let isMonitoring = false

process.on('message', (message) => {
  if (message === 'usage') {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() })
  }
  // The longest time that the event loop was held since this was last asked.
  if (message === 'hold') {
    process.send?.({ holdMs: isMonitoring ? Math.max(0, delays.max / 1e6 - resolutionMs) : 0 })
    if (!isMonitoring) delays.enable()
    isMonitoring = true
    delays.reset()
  }
})
process.on('disconnect', () => process.exit(1))
