import type { MessageChannel, MessageReason, MessageStatus } from '../../contract/index.ts'

/**
 * A message about a cart, from its creation to its final status. `sending` is stored before the platform is called. A
 * worker that finds it after `dueAt` cannot know the outcome and sets `unconfirmed`.
 */
export interface MessageEntry {
  /** The ledger's id of the cart. */
  cartId: string
  /** `back-in-stock`: a report that a line can be bought again, which the shopper asked for. */
  kind: 'report' | 'reminder' | 'back-in-stock'
  /** What sends it. */
  platform: string
  /** The platform of the cart. */
  cartPlatform: string
  /** How the message reaches the shopper. */
  messageChannel: MessageChannel
  status: MessageStatus | 'sending'
  /** Set with every final status but `sent`. With `sending`: why it is no longer needed, as became known meanwhile. */
  reason?: MessageReason
  attempts: number
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** `pending`: time of the next attempt. `sending`: time after which the outcome counts as unknown. */
  dueAt?: number
}

/** True while a worker still has something to do for this message. */
export const isOpen = ({ status }: MessageEntry): boolean => status === 'pending' || status === 'sending'
