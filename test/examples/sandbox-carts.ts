import * as z from 'zod'

const Messages = z.array(z.object({ name: z.string(), link: z.string().optional(), cartId: z.string() }))
const World = z.object({
  carts: z.array(z.object({ id: z.string(), lines: z.array(z.object({ quantity: z.number() })) })),
})

/** A cart of the sandbox that a message leads to. */
interface LinkedCart {
  /** What the sandbox calls it, such as `account`. */
  name: string
  link: string
  itemCount: number
}

/** The carts as they are now, by the switches of `cart-recovery sandbox`. */
export async function readCarts(controls: string): Promise<LinkedCart[]> {
  const messages = Messages.parse(await (await fetch(`${controls}/messages`)).json())
  const { carts } = World.parse(await (await fetch(`${controls}/world`)).json())
  return messages.flatMap(({ name, link, cartId }) => {
    const lines = carts.find(({ id }) => id === cartId)?.lines
    if (link === undefined || !lines) return []
    return [{ name, link, itemCount: lines.reduce((sum, { quantity }) => sum + quantity, 0) }]
  })
}
