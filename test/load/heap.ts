// Loaded into an instance with `--import`, so that the harness can ask how much it holds on to.
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send?.({ heldBytes: heapUsed + external, rss })
})
// The channel alone does not keep a stopping process alive.
process.channel?.unref()
