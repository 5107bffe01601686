import { inParallel } from './in-parallel.ts'

const scanners = 1000
/**
 * So many of them run the page's script. Each costs the platform three reads out of the 450 calls the demo store may
 * make in half a minute; many more would only be told to wait.
 */
const withBrowser = 20

/**
 * Opens a link the way a thousand mail scanners do: most ask for the page with GET or HEAD, some run its script, which
 * asks the proxy for the cart. Reports how many are through.
 */
export async function scan(link: string, onProgress: (done: number) => void): Promise<void> {
  const token = new URL(link).searchParams.get('t') ?? ''
  let done = 0
  await inParallel(scanners, 12, async (index) => {
    const response = await fetch(link, { method: index % 3 === 0 ? 'HEAD' : 'GET', cache: 'no-store' })
    await response.arrayBuffer()
    if (index % (scanners / withBrowser) === 0) await recover(token)
    onProgress(++done)
  })
}

async function recover(token: string): Promise<void> {
  const response = await fetch('/cart-recovery/recover', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  await response.arrayBuffer()
}
