import { createText, type Text, type TextLanguage, toLocale } from '../../format/index.ts'
import { messages } from '../text/messages.ts'
import { safeUrl } from '../text/safe-url.ts'

/** The attributes that a shop wrote on the frame. */
export interface FrameAttributes extends Element {
  locale?: string | null
  shopUrl?: string | null
  signInUrl?: string | null
  contactUrl?: string | null
  headingLevel?: string | null
}

/** The frame's attributes as every element needs them: complete, and safe to use. */
export interface FrameSettings extends TextLanguage {
  /** Gives a sentence by its key, in the frame's language. */
  text: Text<typeof messages>
  /** What addresses in a cart are resolved against and compared with. */
  pageUrl: string
  /** Where shopping goes on. @default '/' */
  shopUrl: string
  signInUrl?: string | null | undefined
  contactUrl?: string | null | undefined
  /** `1` to `6`. Undefined where the elements' own tags say it. */
  headingLevel?: string | undefined
}

export function toFrameSettings(frame: FrameAttributes): FrameSettings {
  const { locale, shopUrl, signInUrl, contactUrl, headingLevel } = frame
  const pageUrl = document.baseURI
  const tags = { language: 'en', locale: toLocale(locale || frame.closest('[lang]')?.getAttribute('lang')) }
  return {
    ...tags,
    text: createText(messages, tags),
    pageUrl,
    shopUrl: safeUrl(shopUrl, pageUrl) || '/',
    signInUrl: safeUrl(signInUrl, pageUrl),
    contactUrl: /^(mailto|tel):/.test(contactUrl ?? '') ? contactUrl : safeUrl(contactUrl, pageUrl),
    headingLevel: /^[1-6]$/.exec(headingLevel ?? '')?.[0],
  }
}
