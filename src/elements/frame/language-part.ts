import type { TextLanguage } from '../../format/index.ts'
import type { Loaders, Table } from '../../locales/locales.ts'

/** One table of sentences, in a frame's language. English is built in; any other language is loaded when the frame is in it. */
export class LanguagePart<Sentences extends Table> {
  /** The sentences to use. */
  table: Sentences
  /** True while the first file is on its way. Painting waits for it, so that a shopper does not read two languages. */
  isLoading = false
  #used: TextLanguage | undefined
  #tag = ''
  readonly #english: Sentences
  readonly #loaders: Loaders<Sentences>
  readonly #onLoaded: () => void

  constructor(english: Sentences, loaders: Loaders<Sentences>, onLoaded: () => void) {
    this.table = english
    this.#english = english
    this.#loaders = loaders
    this.#onLoaded = onLoaded
  }

  /**
   * Follows the frame's BCP 47 tag: `de-AT` is served by `de`, and a language without a file by English. What is on the page stays in
   * the language before until the next one is there, so that a switch removes nothing.
   */
  follow(locale: string): TextLanguage {
    if (locale !== this.#tag) this.#load(locale)
    return this.#used ?? { language: 'en', locale }
  }

  #load(tag: string) {
    this.#tag = tag
    const { language } = new Intl.Locale(tag)
    const load = this.#loaders[language]
    if (!load) return this.#use(tag)
    this.isLoading = !this.#used
    load()
      // A file that cannot be loaded leaves the shopper with English.
      .catch(() => undefined)
      .then((loaded) => {
        if (tag !== this.#tag) return
        if (loaded) this.#use(tag, language, toTable(this.#english, loaded.messages))
        else this.#use(tag)
        this.#onLoaded()
      })
  }

  #use(locale: string, language = 'en', table = this.#english) {
    this.#used = { language, locale }
    this.table = table
    this.isLoading = false
  }
}

/** The built files hold sentences alone, in the order of the English ones: their keys would be a third of the bytes. */
function toTable<Sentences extends Table>(english: Sentences, loaded: Sentences | readonly string[]): Sentences {
  if (!Array.isArray(loaded)) return loaded as Sentences
  return Object.fromEntries(Object.keys(english).map((key, index) => [key, loaded[index]])) as Sentences
}
