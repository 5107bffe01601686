import type { MessageChannel, MessageReason, MessageStatus } from '../../contract/index.ts'
import type { MessageRow } from '../stores/sql/tables.ts'
import { isOpen, type MessageEntry } from './message-entry.ts'
import { retentionMs, type Stored } from './stored.ts'

/** The row of a message. */
export function toMessageRow(store: string, { id, revision, value }: Stored<MessageEntry>): MessageRow {
  const { status, reason, createdAt, dueAt } = value
  return {
    store,
    id,
    revision,
    cart_id: value.cartId,
    kind: value.kind,
    platform: value.platform,
    cart_platform: value.cartPlatform,
    message_channel: value.messageChannel,
    status: status === 'sending' ? 'pending' : status,
    is_sending: Number(status === 'sending'),
    is_listed: Number(reason !== 'elsewhere'),
    reason: reason ?? null,
    attempts: value.attempts,
    created_at: Math.floor(createdAt),
    updated_at: Math.floor(value.updatedAt),
    due_at: dueAt === undefined || !isOpen(value) ? null : Math.floor(dueAt),
    expires_at: Math.floor(createdAt) + retentionMs,
  }
}

/** The message that a row stands for. */
export function toMessageEntry(row: MessageRow): Stored<MessageEntry> {
  const value: MessageEntry = {
    cartId: row.cart_id,
    kind: row.kind as MessageEntry['kind'],
    platform: row.platform,
    cartPlatform: row.cart_platform,
    messageChannel: row.message_channel as MessageChannel,
    status: row.is_sending ? 'sending' : (row.status as MessageStatus),
    attempts: row.attempts,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
  if (row.reason !== null) value.reason = row.reason as MessageReason
  if (row.due_at !== null) value.dueAt = row.due_at
  return { id: row.id, revision: row.revision, value }
}
