import { createText } from '../../format/index.ts'
import { locales } from '../locales/locales.ts'
import { type ConsoleMessages, type ConsoleText, messages } from '../text/messages.ts'

/** The words of a console, and the language that they are in. */
export interface ConsoleLanguage {
  text: ConsoleText
  /** BCP 47 tag of the words, which may be another one than that of numbers and dates. */
  language: string
}

/**
 * The words for a BCP 47 tag: `de-AT` is served by `de`, and a language without a file by English. English is there at once;
 * `onLoaded` is called with any other language as soon as its file is there.
 */
export function languageFor(tag: string, onLoaded: (loaded: ConsoleLanguage) => void): ConsoleLanguage {
  const { language } = new Intl.Locale(tag)
  const key = [tag, language].find((one) => Object.hasOwn(locales, one))
  if (key !== undefined) {
    void locales[key]?.().then(
      ({ messages: own }) => onLoaded(toLanguage(own, key, tag)),
      // A file that cannot be loaded leaves the merchant with English.
      () => {},
    )
  }
  return toLanguage(messages, 'en', tag)
}

const toLanguage = (own: ConsoleMessages, language: string, locale: string): ConsoleLanguage => ({
  text: createText<typeof messages>(own, { language, locale }),
  language,
})
