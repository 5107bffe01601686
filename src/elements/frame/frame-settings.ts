import { toLocale } from '../../format/index.ts'
import { messages } from '../text/messages.ts'
import type { Settings } from './context.ts'

/** What the shop wrote on the frame. */
export interface FrameAttributes extends Element {
  locale?: string | null
  shopUrl?: string | null
  signInUrl?: string | null
  contactUrl?: string | null
}

/** The frame's attributes, made safe and complete. */
export function toSettings(frame: FrameAttributes): Settings {
  const pageUrl = document.baseURI
  const { locale, shopUrl, signInUrl, contactUrl } = frame
  return {
    locale: toLocale(locale || frame.closest('[lang]')?.getAttribute('lang')),
    messages,
    pageUrl,
    shopUrl: shopUrl || '/',
    signInUrl,
    contactUrl,
  }
}
