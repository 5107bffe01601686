import { spawn } from 'node:child_process'
import { join } from 'node:path'

const preload = join(import.meta.dirname, 'preload.ts')
const reporter = join(import.meta.dirname, 'stop-at-failure.ts')

/** How a test file ended. */
export interface TestEnd {
  passed: boolean
  timedOut: boolean
  milliseconds: number
  output: string
}

/** Runs one test file of a copy in a process of its own, until it ends, one of its tests fails or its time is over. */
export async function runTest(
  root: string,
  test: string,
  env: Record<string, string>,
  limitMs: number,
): Promise<TestEnd> {
  const startedAt = performance.now()
  const args = ['--import', preload, '--test-reporter', reporter, '--test-reporter-destination', 'stdout', test]
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'pipe' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    child.kill('SIGKILL')
  }, limitMs)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearTimeout(timer)
  return { passed: code === 0, timedOut, milliseconds: performance.now() - startedAt, output }
}
