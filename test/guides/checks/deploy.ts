import { join } from 'node:path'

import { checkContainer } from '../deploy/container.ts'
import { checkNginx } from '../deploy/nginx.ts'
import { startService } from '../deploy/service.ts'
import { checkUnit } from '../deploy/systemd.ts'
import type { CheckGuide } from '../guide-page.ts'

// The other programs of the page run in test/runtimes.
export const check: CheckGuide = async (guide) => {
  const folder = join(guide.folder, 'cart-recovery')
  await checkUnit(folder)
  await checkContainer(folder)
  const command = [process.execPath, '--env-file=.env', 'node.mjs']
  const service = await startService(command, folder, {})
  try {
    await checkNginx(folder, service)
  } finally {
    await service.stop()
  }
}
