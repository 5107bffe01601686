import type { ModelShop } from './model-shop.ts'
import type { Option } from './option.ts'
import { type Scenario, standstill } from './scenario.ts'
import { tickMs } from './scheduler.ts'
import { time } from './time.ts'

/**
 * Which departures need not be run, because another schedule that departs as little ends alike. Held against all schedules by
 * `reduction.test.ts`, and by the known bugs, which must still be found.
 *
 * - An interruption just before a step that is alone (`Footprints`): nothing that others do reads or writes what the step does,
 *   so that it may as well come first, and the interruption after it. It costs the same there, or nothing where the act waits
 *   then. What an act touches is learned; as soon as a step that was taken for alone is not, the exploration begins anew.
 * - An event after a step that neither read nor wrote the world: the same before that step.
 * - An instance that falls silent after others acted: the same before they did (`Scheduler.options`).
 * - An act that asks again for a lock which is certainly another's: it is told no, and waits as before. For the same reason
 *   time passes at once until that lock may be free or something else is due (`Scheduler.heldUntil`), without the asking.
 * - Of acts that do the same (`Scenario.isSymmetric`) the second one begins: the same schedule under other names.
 *
 * Where a promise is about which step came first (`Scenario.watchesOrder`), no order of steps stands for another one.
 */
export function isLeftOut(
  option: Option,
  { options, step, shop, scenario }: { options: readonly Option[]; step: number; shop: ModelShop; scenario: Scenario },
): boolean {
  if (!shop.isReduced) return false
  if (scenario.isSymmetric && step === 0 && option.what === 'go') return true
  if (isIdle(option, shop)) return true
  return !scenario.watchesOrder && commutes(option, options[0]) && startsAlone(options, shop)
}

/** Whether who acted last goes on with a step that is alone. */
function startsAlone([first]: readonly Option[], { scheduler, footprints }: ModelShop): boolean {
  return first?.what === 'go' && first.act === scheduler.lastAct && footprints.isAlone(first)
}

/** Whether `option` would change nothing, or nothing that it would not have changed one step ago. */
function isIdle(option: Option, { scheduler, footprints }: ModelShop): boolean {
  if (option.what === 'happen') return option.event !== standstill && !footprints.touchedWorld
  if (option.what !== 'wake') return false
  // An act that asks for a held lock goes on waiting.
  return (scheduler.heldUntil(option.act) ?? 0) > time.now + tickMs
}

/** Whether it makes no difference if `option` comes before the first one, which is alone, or after it. */
function commutes(option: Option, first: Option | undefined): boolean {
  if (first?.what !== 'go') return false
  // Time is of everybody.
  if (option.what === 'happen') return option.event !== standstill
  return option.what === 'crash' ? option.instance !== first.instance : option.act !== first.act
}
