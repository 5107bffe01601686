/** Something that ends. */
export interface Ending {
  readonly expiresAt: number
  /** Where the queue has put it. */
  place: number
}

/** What ends first, as a binary heap: each verb costs the logarithm of its size. */
export interface ExpiryQueue<Item extends Ending> {
  first(): Item | undefined
  add(item: Item): void
  remove(item: Item): void
}

export function createExpiryQueue<Item extends Ending>(): ExpiryQueue<Item> {
  const heap: Item[] = []
  const endOf = (place: number) => heap[place]?.expiresAt ?? Number.POSITIVE_INFINITY

  function put(item: Item, place: number) {
    heap[place] = item
    item.place = place
  }

  /** Moves an item up or down until it stands right. */
  function settle(item: Item) {
    let place = item.place
    for (let parent = (place - 1) >> 1; place > 0; parent = (place - 1) >> 1) {
      const above = heap[parent]
      if (!above || above.expiresAt <= item.expiresAt) break
      put(above, place)
      place = parent
    }
    for (;;) {
      const child = endOf(2 * place + 2) < endOf(2 * place + 1) ? 2 * place + 2 : 2 * place + 1
      const below = heap[child]
      if (!below || below.expiresAt >= item.expiresAt) break
      put(below, place)
      place = child
    }
    put(item, place)
  }

  return {
    first: () => heap[0],
    add(item) {
      item.place = heap.push(item) - 1
      settle(item)
    },
    remove({ place }) {
      const last = heap.pop()
      if (!last || last.place === place) return
      last.place = place
      settle(last)
    },
  }
}
