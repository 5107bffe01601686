import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether missing packages may be installed: on Debian and what is made of it, as root. */
export function canInstall(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0
}

/** Installs Debian packages, or says that it could not. Test files run side by side, so they take turns at it. */
export function install(names: string[], say: (words: string) => void): void {
  say(`Installing ${names.join(', ')} with apt-get`)
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  const apt = (...words: string[]) =>
    execFileSync('flock', [join(tmpdir(), 'cart-recovery-apt.lock'), 'apt-get', ...words], options)
  try {
    apt('update', '-q')
    apt('install', '-y', '-q', '--no-install-recommends', ...names)
  } catch {
    say('apt-get could not install them')
  }
}
