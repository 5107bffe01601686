import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

import { canInstall, install } from './install.ts'

/** The three engines, and where they are installed. Nothing is ever downloaded but Debian's own packages. */
export interface Browsers {
  chromium?: string
  firefox?: string
  webkit?: { driver: string; miniBrowser: string; xvfb: string }
}

type Engine = keyof Browsers

const packages: Record<Engine, string[]> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
}
const advice: Record<Engine, string> = {
  chromium: 'install Chrome or Chromium, or set CHROME_PATH',
  firefox: 'install Firefox, or set FIREFOX_PATH',
  webkit: 'on Linux install WebKitGTK’s driver and Xvfb (Debian: webkit2gtk-driver, xvfb), or set WEBKIT_DRIVER_PATH',
}

/**
 * The browsers to test with. On Debian as root what is missing gets installed. With `CI=true` all three have to be
 * there; elsewhere one is enough, and whatever is not tested is said.
 */
export function requireBrowsers({ env = process.env, say = console.log } = {}): Browsers {
  let browsers = findBrowsers(env)
  if (missing(browsers).length > 0 && canInstall()) {
    install(
      missing(browsers).flatMap((engine) => packages[engine]),
      say,
    )
    browsers = findBrowsers(env)
  }
  const absent = missing(browsers)
  const words = absent.map((engine) => `${engine} (${advice[engine]})`).join('; ')
  if (absent.length === 3) throw new Error(`No browser to test with: ${words}`)
  if (absent.length > 0 && env.CI === 'true') throw new Error(`CI tests all three engines, but there is no ${words}`)
  if (absent.length > 0) say(`Not tested, because it is not installed: ${words}`)
  return browsers
}

/** What is installed, by environment variable or in its usual place. */
export function findBrowsers(env: NodeJS.ProcessEnv = process.env): Browsers {
  const chromium = named(env.CHROME_PATH) ?? first(chromiumPlaces(env))
  const firefox = named(env.FIREFOX_PATH) ?? first(firefoxPlaces(env))
  const driver = named(env.WEBKIT_DRIVER_PATH) ?? first(onPath(env, ['WebKitWebDriver']))
  const miniBrowser = named(env.MINIBROWSER_PATH) ?? first(miniBrowserPlaces())
  const xvfb = first(onPath(env, ['Xvfb']))
  return {
    ...(chromium && { chromium }),
    ...(firefox && { firefox }),
    ...(driver && miniBrowser && xvfb && { webkit: { driver, miniBrowser, xvfb } }),
  }
}

function missing(browsers: Browsers): Engine[] {
  return (Object.keys(packages) as Engine[]).filter((engine) => !browsers[engine])
}

function chromiumPlaces(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    return applications(['Google Chrome', 'Chromium', 'Microsoft Edge'], (name) => name)
  }
  if (process.platform === 'win32') {
    return programs(env, ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'])
  }
  return onPath(env, ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'])
}

function firefoxPlaces(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') return applications(['Firefox'], () => 'firefox')
  if (process.platform === 'win32') return programs(env, ['Mozilla Firefox/firefox.exe'])
  return onPath(env, ['firefox-esr', 'firefox'])
}

/** WebKitGTK's test browser stands beside its library, in a folder named after processor and version. */
function miniBrowserPlaces(): string[] {
  return ['/usr/lib', '/usr/libexec']
    .filter(existsSync)
    .flatMap((root) =>
      ['.', ...readdirSync(root)].flatMap((folder) =>
        ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((version) =>
          join(root, folder, version, 'MiniBrowser'),
        ),
      ),
    )
}

function applications(names: string[], binary: (name: string) => string): string[] {
  return ['/Applications', join(homedir(), 'Applications')].flatMap((root) =>
    names.map((name) => `${root}/${name}.app/Contents/MacOS/${binary(name)}`),
  )
}

function programs(env: NodeJS.ProcessEnv, names: string[]): string[] {
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
  return roots.flatMap((root) => names.map((name) => join(root, name)))
}

function onPath(env: NodeJS.ProcessEnv, names: string[]): string[] {
  const folders = (env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

const named = (path: string | undefined) => (path && existsSync(path) ? path : undefined)
const first = (paths: string[]) => paths.find((path) => existsSync(path))
