import { type Locale, locales } from '../../locales/locales.ts'

/** The sentences in a frame's language. English is built in; any other language is loaded when the frame is in it. */
export class FrameLanguage {
  /** What the language file brought. Undefined: the built-in English serves. */
  locale: Locale | undefined
  /** BCP 47 tag of the sentences. */
  language = 'en'
  /** True while a language file is on its way. Painting waits for it, so that a shopper does not read two languages. */
  isLoading = false
  #tag = ''
  readonly #onLoaded: () => void

  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded
  }

  /** Follows the frame's BCP 47 tag: `de-AT` is served by `de`, and a language without a file by English. */
  follow(tag: string): void {
    if (tag === this.#tag) return
    this.#tag = tag
    this.locale = undefined
    this.language = 'en'
    const { language } = new Intl.Locale(tag)
    const load = locales[tag] ?? locales[language]
    this.isLoading = load !== undefined
    load?.()
      // A file that cannot be loaded leaves the shopper with English.
      .catch(() => undefined)
      .then((locale) => {
        if (tag !== this.#tag) return
        this.locale = locale
        if (locale) this.language = language
        this.isLoading = false
        this.#onLoaded()
      })
  }
}
