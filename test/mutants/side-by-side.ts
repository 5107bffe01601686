/** Does something with every item, so many at a time, and returns the results in the order of the items. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  places: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await act(next[1])
  }
  await Promise.all(Array.from({ length: places }, work))
  return results
}
