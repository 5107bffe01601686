import { type FileHandle, open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

/** About as many changes as fill the 1,000 pages after which SQLite would move them by itself. */
const changesPerMove = 150

/**
 * What a thread of its own does: moves the log's pages into the database. First while others write, and then the few that came
 * meanwhile, so that the log begins anew. A text, because bundlers leave it alone and every build runs it.
 */
const mover = `
const { DatabaseSync } = require('node:sqlite')
const { parentPort, workerData } = require('node:worker_threads')
const file = new DatabaseSync(workerData)
file.exec('PRAGMA busy_timeout = 200; PRAGMA synchronous = NORMAL')
parentPort.on('message', (message) => {
  if (message === 'end') {
    file.close()
    return parentPort.close()
  }
  // What cannot be moved now is moved with the next changes.
  try { file.exec('PRAGMA wal_checkpoint(PASSIVE); PRAGMA wal_checkpoint(RESTART)') } catch {}
  parentPort.postMessage('moved')
})`

/** The file in which SQLite writes changes before they are moved into the database. */
export interface WriteAheadLog {
  /** Resolves once everything that was committed until now, with so many changes, is on the disk. Called again after that. */
  sync(changes: number): Promise<void>
  close(): Promise<void>
}

/**
 * Waits for the disk without holding up the process, which SQLite itself would: at each commit, and for much longer where it
 * moves the log into the database. Once the disk has failed it is not known what it holds, so that every later wait fails too.
 */
export function createWriteAheadLog(path: string): WriteAheadLog {
  let log: FileHandle | undefined
  let failure: { cause: unknown } | undefined
  let worker: Worker | undefined
  let isMoving = false
  let changesLeft = changesPerMove

  function move(): void {
    if (isMoving) return
    isMoving = true
    changesLeft = changesPerMove
    worker ??= startWorker()
    worker.postMessage('move')
  }

  function startWorker(): Worker {
    const started = new Worker(mover, { eval: true, workerData: path, execArgv: [], env: {} })
    started.unref()
    started.on('message', () => {
      isMoving = false
    })
    // Without it SQLite moves the log by itself, which takes longer.
    started.on('error', () => {})
    return started
  }

  return {
    async sync(changes) {
      log ??= await open(`${path}-wal`, 'r+')
      try {
        if (failure) throw failure.cause
        await log.datasync()
      } catch (cause) {
        failure = { cause }
        throw cause
      }
      changesLeft -= changes
      if (changesLeft <= 0) move()
    },
    async close() {
      await log?.close()
      if (!worker) return
      const ended = new Promise((resolve) => worker?.once('exit', resolve))
      worker.ref()
      worker.postMessage('end')
      await ended
    },
  }
}
