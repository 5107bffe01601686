import { newLink, pageOrigin } from '../proxy/load.ts'

/** Shoppers who open one cart after another while something else happens. */
export interface ShoppersBeside {
  stop(): Promise<number[]>
}

const pauseMs = 20
const headers = { origin: pageOrigin, 'content-type': 'application/json' }

/** Starts so many shoppers; `stop` resolves to the times of their answers. Throws where an answer is not 200. */
export function startShoppers(origin: string, count: number): ShoppersBeside {
  const times: number[] = []
  let stopping = false
  const shop = async () => {
    while (!stopping) {
      const startedAt = performance.now()
      const response = await fetch(`${origin}/cart-recovery/recover`, { method: 'POST', headers, body: newLink() })
      const text = await response.text()
      if (response.status !== 200) throw new Error(`a shopper was answered ${response.status}: ${text}`)
      times.push(performance.now() - startedAt)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  const shoppers = Promise.all(Array.from({ length: count }, shop))
  // A failure is thrown by `stop`.
  shoppers.catch(() => {})
  return {
    async stop() {
      stopping = true
      await shoppers
      return times
    },
  }
}
