import type { StateStore } from '../stores/state-store.ts'

/** What is kept of one cart's answers, so that one link, asked with ever new keys, fills no store. */
const maxAnswers = 16
const maxCharacters = 64 * 1024

/** An answer's key, and how many characters it has. */
type KeptKey = [key: string, size: number]

/**
 * Adds an answer to those kept of its cart, and deletes the oldest beyond what one cart may have; the newest stays, whatever
 * its size. A tap whose answer was deleted would be run again, and every write here is safe to repeat.
 */
export async function boundAnswers(
  stateStore: StateStore,
  cart: string,
  added: KeptKey,
  lifetimeMs: number,
): Promise<void> {
  const listKey = `answers:${cart}`
  for (;;) {
    const before = await stateStore.get(listKey)
    const [kept, dropped] = split([added, ...(before === undefined ? [] : (JSON.parse(before) as KeptKey[]))])
    const list = JSON.stringify(kept)
    const isWritten =
      before === undefined
        ? await stateStore.setIfAbsent(listKey, list, lifetimeMs)
        : await stateStore.replace(listKey, before, list, lifetimeMs)
    // Another tap of the cart has added its answer since.
    if (!isWritten) continue
    for (const [key] of dropped) await stateStore.delete(key)
    return
  }
}

/** The newest that one cart may have, and the rest. */
function split(keys: KeptKey[]): [kept: KeptKey[], dropped: KeptKey[]] {
  let size = 0
  const isWithin = keys.map(([, characters], index) => {
    size += characters
    return index === 0 || (index < maxAnswers && size <= maxCharacters)
  })
  return [keys.filter((_, index) => isWithin[index]), keys.filter((_, index) => !isWithin[index])]
}
