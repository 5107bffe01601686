const writes = new Set(['/checkout', '/restore', '/undo', '/back-in-stock'])

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What the pages of a test display: the revision of the cart that each was answered last, by cart handle. */
export interface Pages {
  /** The body as a page sends it: with the revision of the cart on it, unless the test gave one. */
  send(path: string, body: unknown): unknown
  /** Displays what was answered. */
  display(body: unknown, answer: unknown): void
}

export function createPages(): Pages {
  const revisions = new Map<unknown, unknown>()
  return {
    send(path, body) {
      if (!writes.has(path) || !isFields(body) || 'revision' in body) return body
      const revision = revisions.get(body.cartHandle)
      return { ...body, ...(revision !== undefined && { revision }) }
    },
    display(body, answer) {
      if (!isFields(answer) || !isFields(body)) return
      const { cartHandle = body.cartHandle, cart = answer } = answer
      if (isFields(cart) && cart.revision !== undefined) revisions.set(cartHandle, cart.revision)
    },
  }
}
