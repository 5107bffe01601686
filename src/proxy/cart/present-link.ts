import type { AvailabilityAnswer } from '../../contract/index.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'

type Links = Pick<AvailabilityAnswer, 'abilities' | 'linkEndsAt'>

/** Adds to an answer when the link ends that led to the cart, and that none is made to a customer's cart, which it would not open. */
export function presentLink<Answer extends Links>(
  { linkEndsAt }: Pick<OpenedHandle, 'linkEndsAt'>,
  { customerId }: Pick<PlatformCart, 'customerId'>,
  answer: Answer,
): Answer & Links {
  const { abilities } = answer
  return {
    ...answer,
    ...(customerId !== undefined && { abilities: { ...abilities, share: false } }),
    ...(linkEndsAt !== undefined && { linkEndsAt: new Date(linkEndsAt).toISOString() }),
  }
}
