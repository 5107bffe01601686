import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { ConfigError } from '../../proxy/index.ts'

const maker = 'recorded by doctor'

/** One answer of a platform. The tests of this repository read the same. */
export interface Recording {
  source: string
  evidence: 'recorded'
  /** `GET /carts/{id}` */
  operation: string
  status: number
  /** Absent where the answer was empty. */
  body?: unknown
  /** What differs from the answer beyond what was replaced. */
  edited?: string
}

/** Where recordings are written: one file an answer, in a folder for each platform. */
export interface RecordingFolder {
  write(platform: string, recording: Omit<Recording, 'source' | 'evidence'>): void
}

/**
 * A folder that is empty or holds an older recording, which the first answer replaces. Throws `ConfigError` for a folder with
 * anything else in it, before anything is asked.
 */
export function openRecordingFolder(folder: string, now: number): RecordingFolder {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  const paths = files.filter((file) => !file.isDirectory()).map((file) => join(file.parentPath, file.name))
  const strange = paths.find((path) => !isRecording(path))
  if (strange !== undefined) {
    throw new ConfigError(`--record: ${folder} is neither empty nor a recording: it holds ${strange}`)
  }
  const taken = new Map<string, number>()
  return {
    write(platform, { operation, status, ...rest }) {
      for (const path of paths.splice(0)) rmSync(path)
      const stem = `${toName(platform)}/${toName(operation)}${status === 200 ? '' : `-${status}`}`
      const number = (taken.get(stem) ?? 0) + 1
      taken.set(stem, number)
      const path = join(folder, `${stem}${number === 1 ? '' : `-${number}`}.json`)
      const source = `${maker}, ${new Date(now).toISOString().slice(0, 10)}`
      const recording: Recording = { source, evidence: 'recorded', operation, status, ...rest }
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${JSON.stringify(recording, null, 2)}\n`)
    },
  }
}

/** `get-carts-id` of `GET /carts/{id}`. */
const toName = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '')

function isRecording(path: string): boolean {
  if (!path.endsWith('.json')) return false
  try {
    return String(JSON.parse(readFileSync(path, 'utf8')).source).startsWith(maker)
  } catch {
    return false
  }
}
