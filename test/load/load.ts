import { parseArgs } from 'node:util'

import { runLoad } from './run-load.ts'

const { values } = parseArgs({
  options: {
    /** How long shoppers come; starting and checking take a few seconds more. */
    seconds: { type: 'string', default: '600' },
    /** `postgres` or `sqlite`. */
    database: { type: 'string', default: 'postgres' },
    /** `steady`: one instance every 30 seconds, every 15 in runs of at most two minutes. `random`: both, at any time. */
    kills: { type: 'string', default: 'steady' },
    /** Lines go into the shopper's own cart at VesuvioPay, where a write that is done twice doubles them. */
    'own-cart': { type: 'boolean', default: false },
    /** Share of the platforms' calls that are misled. */
    faults: { type: 'string', default: '0.05' },
    shoppers: { type: 'string', default: '24' },
    /** Decides what shoppers choose, which calls fail and when instances are killed; the rest is the machine's. */
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
})
const { database, kills } = values
if (database !== 'postgres' && database !== 'sqlite') throw new RangeError('--database: postgres or sqlite')
if (kills !== 'steady' && kills !== 'random') throw new RangeError('--kills: steady or random')
const isGood = await runLoad({
  seconds: Number(values.seconds),
  database,
  kills,
  hasOwn: values['own-cart'],
  faultShare: Number(values.faults),
  shoppers: Number(values.shoppers),
  seed: Number(values.seed),
})
process.exit(isGood ? 0 : 1)
