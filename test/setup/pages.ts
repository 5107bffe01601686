const writes = new Set(['/checkout', '/restore', '/undo', '/back-in-stock'])

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * What the pages of a test display: the revision of the cart that each was answered last, by cart handle. After a sign-in a page
 * goes on with its new handle, whichever the test names.
 */
export interface Pages {
  /** The body as a page sends it: with the revision of the cart on it, unless the test gave one. */
  send(path: string, body: unknown): unknown
  /** Displays what was answered. */
  display(body: unknown, answer: unknown): void
}

export function createPages(): Pages {
  const revisions = new Map<unknown, unknown>()
  const renewed = new Map<unknown, unknown>()
  const newest = (cartHandle: unknown): unknown =>
    renewed.has(cartHandle) ? newest(renewed.get(cartHandle)) : cartHandle

  return {
    send(path, body) {
      if (!isFields(body) || !('cartHandle' in body)) return body
      const cartHandle = newest(body.cartHandle)
      const own = { ...body, cartHandle }
      if (!writes.has(path) || 'revision' in body) return own
      const revision = revisions.get(cartHandle)
      return { ...own, ...(revision !== undefined && { revision }) }
    },
    display(body, answer) {
      if (!isFields(answer) || !isFields(body)) return
      const before = newest(body.cartHandle)
      const { cartHandle = before, cart = answer } = answer
      if (isFields(cart) && cart.revision !== undefined) revisions.set(cartHandle, cart.revision)
      else if (before !== undefined && cartHandle !== before) {
        renewed.set(before, cartHandle)
        revisions.set(cartHandle, revisions.get(before))
      }
    },
  }
}
