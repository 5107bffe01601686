import { execFileSync } from 'node:child_process'

import { canInstall, install } from '../../setup/install.ts'

/** Whether a program is there. On Debian as root its package is installed; without it a line says what is not looked at. */
export function hasProgram(name: string, debianPackage: string): boolean {
  if (!isThere(name) && canInstall()) install([debianPackage], console.log)
  if (isThere(name)) return true
  if (process.env.CI === 'true') throw new Error(`install ${name} (Debian: ${debianPackage})`)
  console.log(`Not looked at, because ${name} is not installed (Debian: ${debianPackage})`)
  return false
}

function isThere(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${name}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
