import type { Chance } from './chance.ts'
import type { Disturbance } from './findings.ts'
import type { Instance } from './instances.ts'
import type { LoadShop } from './shop.ts'
import { delay } from './tap.ts'

/** `steady`: one instance in a fixed rhythm. `random`: either, at any time, and sometimes both. */
export type Kills = 'steady' | 'random'

/** How the run is disturbed. */
export interface DisturbanceOptions {
  kills: Kills
  /** Between two kills of the steady kind. */
  everyMs: number
  endsAt: number
  chance: Chance
}

/** Kills and restarts until the end; resolves once every instance and the database are back. */
export async function disturb(
  { instances: [first, second], database }: LoadShop,
  disturbances: Disturbance[],
  { kills, everyMs, endsAt, chance }: DisturbanceOptions,
): Promise<void> {
  async function during(what: string, instance: string | undefined, work: () => Promise<void>): Promise<void> {
    const own: Disturbance = { what, startedAt: performance.now(), endedAt: Number.POSITIVE_INFINITY }
    if (instance !== undefined) own.instance = instance
    disturbances.push(own)
    await work()
    own.endedAt = performance.now()
  }
  const kill = (instance: Instance, goneMs: number) =>
    during(`kill -9 of ${instance.name}`, instance.name, async () => {
      await instance.kill()
      await delay(goneMs)
      await instance.start()
    })
  async function killWhile(next: () => { waitMs: number; killed: readonly Instance[] }): Promise<void> {
    for (;;) {
      const { waitMs, killed } = next()
      if (performance.now() + waitMs > endsAt) return
      await delay(waitMs)
      await Promise.all(killed.map((instance) => kill(instance, chance.between(0, 800))))
    }
  }
  async function crashDatabase(): Promise<void> {
    await delay((endsAt - performance.now()) * 0.55)
    await during('the database was restarted', undefined, () => database.crash?.(1000) ?? Promise.resolve())
  }

  const inRhythm = () => ({ waitMs: everyMs, killed: [second] })
  const atRandom = () => ({
    waitMs: chance.between(100, 3000),
    killed: chance.happens(0.1) ? [first, second] : [chance.pick([first, second])],
  })
  await Promise.all([killWhile(kills === 'steady' ? inRhythm : atRandom), ...(database.crash ? [crashDatabase()] : [])])
}
