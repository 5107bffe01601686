import { platforms } from '../platforms.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { StoreName } from '../world/stores.ts'
import type { SentMessage } from '../world/world.ts'

/** A message as a mailbox shows it. */
export interface Message extends SentMessage {
  /** The demo store it came from. */
  store: StoreName
}

/** Every message that was sent, oldest first, with the links as they are now. */
export function viewMessages(context: SandboxContext): Message[] {
  return context.world.messages.map((message) => {
    const { views } = platforms.find(({ name }) => name === message.platform) ?? {}
    const { store = message.platform, ...rest } = views?.message?.(message, context) ?? {}
    return { store, ...message, ...rest }
  })
}
