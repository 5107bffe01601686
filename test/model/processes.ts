import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs this program once for each scenario, so many at a time, and prints what each one said. Resolves to how many failed. */
export async function runInProcesses(
  names: readonly string[],
  count: number,
  argumentsOf: (name: string) => string[],
): Promise<number> {
  const waiting = [...names]
  let failed = 0
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const run = [...process.execArgv, process.argv[1] ?? '', ...argumentsOf(name)]
      const { code, stdout, stderr } = await promisify(execFile)(process.execPath, run, { maxBuffer: 2 ** 26 }).then(
        (out) => ({ code: 0, ...out }),
        (error: Ended) => error,
      )
      console.log(`${stdout}${stderr}`.trimEnd())
      if (code !== 0) failed++
    }
  }
  await Promise.all(Array.from({ length: count }, work))
  return failed
}
