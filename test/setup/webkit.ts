import { type ChildProcess, spawn } from 'node:child_process'
import type { Browsers } from './browsers.ts'
import { freePort } from './free-port.ts'

export interface WebKit {
  /** Where the driver listens. */
  port: number
  miniBrowser: string
  stop(): void
}

/**
 * Starts WebKitGTK's driver on a virtual screen. Screen number and port are free ones, found anew: with
 * fixed ones a second run within a second finds them still taken, and waits for a browser that never comes.
 */
export async function startWebKit({ driver, miniBrowser, xvfb }: NonNullable<Browsers['webkit']>): Promise<WebKit> {
  const children: ChildProcess[] = []
  const stop = () => {
    for (const child of children) child.kill()
  }
  process.once('exit', stop)

  const screen = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  children.push(screen)
  const display = await readLine(screen.stdio[3] as NodeJS.ReadableStream)

  const port = await freePort()
  const env = { ...process.env, DISPLAY: `:${display}` }
  children.push(spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env }))
  await answers(`http://127.0.0.1:${port}/status`)
  return { port, miniBrowser, stop }
}

function readLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.trim())
    })
    stream.on('end', () => reject(new Error('Xvfb did not start')))
  })
}

async function answers(url: string) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The WebKit driver did not start')
}
