import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after } from 'node:test'

const root = resolve(import.meta.dirname, '../..')

/** A project that has this package as an installation of its tarball would leave it. */
export interface PackedProject {
  folder: string
  /** The `.tgz`. */
  tarball: string
  /** Where the package is in the project. */
  installed: string
}

/** Packs what was built into a folder, and says where the `.tgz` is. */
export function packTarball(folder: string): string {
  // Scripts would build anew: `npm test` has done that.
  const flags = ['--ignore-scripts', '--offline', '--json', '--pack-destination', folder]
  const [packed] = JSON.parse(execFileSync('npm', ['pack', ...flags], { cwd: root, encoding: 'utf8', stdio: 'pipe' }))
  return join(folder, packed.filename)
}

/**
 * Packs what was built and unpacks it into the `node_modules` of a new project, which is gone after the tests of the file. No
 * network: `packages` are linked from this repository, and stand for what an installation would bring.
 */
export function openPackedProject(packages: string[]): PackedProject {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'packed-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const tarball = packTarball(folder)
  const installed = join(folder, 'node_modules/cart-recovery')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  for (const name of packages) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  return { folder, tarball, installed }
}

/** Type-checks files of a folder, its packages' own types included, as a careful shop does. Throws with what tsc says. */
export function typeCheck(folder: string, files: string[], options: string[] = []): void {
  const strict =
    '--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --target es2022 ' +
    '--lib es2022,dom,dom.iterable --allowImportingTsExtensions --ignoreConfig'
  const given = options.length > 0 ? options : '--module nodenext --types node'.split(' ')
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), [...strict.split(' '), ...given, ...files], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  } catch (error) {
    throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error))
  }
}
