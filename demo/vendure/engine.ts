import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import * as z from 'zod'

const Ready = z.object({
  ready: z.literal(true),
  adminApi: z.url(),
  shopApi: z.url(),
  administrator: z.object({ identifier: z.string(), password: z.string() }),
  channels: z.record(z.string(), z.object({ id: z.string(), token: z.string(), apiKey: z.string() })),
  variants: z.record(z.string(), z.string()),
  shippingMethodId: z.string(),
})
const Mail = z.object({ mail: z.object({ to: z.string(), subject: z.string(), html: z.string() }) })

/** Addresses, keys, channels and variants of an engine that runs. */
export type EngineFacts = z.infer<typeof Ready>
/** A message that its mailer sent. */
export type EngineMail = z.infer<typeof Mail>['mail']

/** A Vendure with our plugin, in a process of its own that ends with this one. */
export interface EngineProcess {
  facts: EngineFacts
  /** Resolves once it is gone. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** Starts the engine of `engineFolder` with these options. Throws with what it said where it does not start. */
export async function startEngineProcess(
  engineFolder: string,
  options: Record<string, string | undefined>,
  onMail: (mail: EngineMail) => void,
): Promise<EngineProcess> {
  // With `=`, because a random secret may begin with a dash.
  const args = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : `--${name}=${value}`))
  const child = spawn(process.execPath, [join(engineFolder, 'start.ts'), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return gone
  }
  return { facts: await readLines(child, onMail), end }
}

/** The facts once it is ready; afterwards each message goes to `onMail`. */
function readLines(child: ChildProcessByStdio<Writable, Readable, Readable>, onMail: (mail: EngineMail) => void) {
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise<EngineFacts>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status) => reject(new Error(`the engine ended with ${status}: ${errors.trim()}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) {
        errors += `${line}\n`
        return
      }
      const said: unknown = JSON.parse(line)
      const { data: message } = Mail.safeParse(said)
      if (message) onMail(message.mail)
      else resolve(Ready.parse(said))
    })
  })
}
