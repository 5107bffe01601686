import { readFileSync } from 'node:fs'

import { toConfigs } from './configs.mjs'

export default toConfigs(JSON.parse(readFileSync('settings.json', 'utf8')))[process.env.STORE ?? 'shop']
