import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'
import { puppeteerLauncher } from '@web/test-runner-puppeteer'
import { webdriverLauncher } from '@web/test-runner-webdriver'

import { requireBrowsers } from './test/setup/browsers.ts'
import { freePort } from './test/setup/free-port.ts'
import { startWebKit } from './test/setup/webkit.ts'

// The elements in every engine that is installed, each started anew.
const { chromium, firefox, webkit } = requireBrowsers()
const profile = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
const webKit = webkit && (await startWebKit(webkit))

const browsers = []
if (chromium) {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  browsers.push(
    chromeLauncher({ launchOptions: { executablePath: chromium, headless: true, args, userDataDir: profile } }),
  )
}
if (firefox) {
  browsers.push(
    puppeteerLauncher({
      concurrency: 1,
      launchOptions: { browser: 'firefox', executablePath: firefox, headless: true },
    }),
  )
}
if (webKit) {
  browsers.push(
    webdriverLauncher({
      protocol: 'http',
      hostname: '127.0.0.1',
      port: webKit.port,
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: webKit.miniBrowser, args: ['--automation'] },
      },
    }),
  )
}

export default {
  files: 'test/elements/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'] },
  hostname: '127.0.0.1',
  port: await freePort(),
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  testFramework: { config: { timeout: 20_000 } },
  browsers,
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    {
      // nanostores asks for it, and bundlers answer; here there is none.
      name: 'node-env',
      transform: ({ body, response }) =>
        response.is('js') ? body.replaceAll('process.env.NODE_ENV', '"production"') : undefined,
    },
    {
      name: 'stop-what-was-started',
      serverStop() {
        webKit?.stop()
        rmSync(profile, { recursive: true, force: true })
      },
    },
  ],
}
