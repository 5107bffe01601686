import type { MessageChannel, MessageReason, MessageStatus } from '../../contract/index.ts'

/**
 * A message about a cart, from the wish to its fate. `sending` is written before the platform is called: whoever finds it
 * later, its time over, knows that nobody knows.
 */
export interface MessageEntry {
  /** The ledger's id of the cart. */
  cartId: string
  kind: 'report' | 'reminder'
  platform: string
  messageChannel: MessageChannel
  status: MessageStatus | 'sending'
  reason?: MessageReason
  attempts: number
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** Of a pending one: the next attempt. Of one that is being sent: when it is given up on. */
  dueAt?: number
}

export const isOpen = ({ status }: MessageEntry): boolean => status === 'pending' || status === 'sending'
