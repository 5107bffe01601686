import { bootstrap, JobQueueService } from '@vendure/core'

import { config } from './vendure-config.js'

const app = await bootstrap(config)
await app.get(JobQueueService).start()
