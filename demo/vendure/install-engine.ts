import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** From a clone; else from a published package, where Node runs no TypeScript. */
const fromSource = import.meta.url.endsWith('.ts')
const root = fileURLToPath(new URL(fromSource ? '../../' : '../../../', import.meta.url))

/**
 * The folder of the engine, installed from its own lockfile where that was not done before. A published package has it in the
 * user's cache. Throws where it cannot be installed, as without a network.
 */
export function installEngine(onProgress: (line: string) => void): string {
  const place = fromSource ? root : copyToCache()
  const folder = join(place, 'engines/vendure')
  const mark = join(folder, 'node_modules/.cart-recovery-lock')
  const lock = hashOf(join(folder, 'package-lock.json'))
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return folder
  onProgress('Vendure is installed, once: about 170 MB, half a minute.')
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const isWindows = process.platform === 'win32'
  execFileSync('npm', ['ci', ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], shell: isWindows })
  writeFileSync(mark, lock)
  return folder
}

/** Node strips no types below `node_modules`, and a package's folder is no place for an installation of another. */
function copyToCache(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const version = hashOf(join(root, 'package.json'), join(root, 'engines/vendure/package-lock.json')).slice(0, 12)
  const place = join(cache, `cart-recovery/vendure-${version}`)
  for (const part of ['engines/vendure', 'src/engines/vendure']) {
    cpSync(join(root, part), join(place, part), { recursive: true })
  }
  // The plugin's one import that the engine does not bring.
  const jose = join(place, 'node_modules/jose')
  mkdirSync(dirname(jose), { recursive: true })
  // Made anew, because npm may have removed what it led to.
  rmSync(jose, { force: true })
  symlinkSync(dirname(fileURLToPath(import.meta.resolve('jose/package.json'))), jose, 'junction')
  return place
}

function hashOf(...files: string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}
