import type { SentMessage, World } from '../../world/world.ts'

/** Sends an SMS, unless the phone's network refuses it. */
export function sendSms(world: World, message: Pick<SentMessage, 'to' | 'text' | 'code' | 'link' | 'cartId'>): boolean {
  if (world.accounts.vesuviopay.refusedPhones.includes(message.to)) return false
  world.messages.push({ channel: 'sms', platform: 'vesuviopay', ...message })
  return true
}
