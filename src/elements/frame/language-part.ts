import type { TextLanguage } from '../../format/index.ts'
import type { Loaders, Table } from '../../locales/locales.ts'

/** One table of sentences, in a frame's language. English is built in; any other language is loaded when the frame is in it. */
export class LanguagePart<Sentences extends Table> {
  /** The sentences to use. */
  table: Sentences
  /** True while a file is on its way. Painting waits for it, so that a shopper does not read two languages. */
  isLoading = false
  #language = 'en'
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

  /** Follows the frame's BCP 47 tag: `de-AT` is served by `de`, and a language without a file by English. */
  follow(locale: string): TextLanguage {
    if (locale !== this.#tag) this.#load(locale)
    return { language: this.#language, locale }
  }

  #load(tag: string) {
    this.#tag = tag
    this.table = this.#english
    this.#language = 'en'
    const { language } = new Intl.Locale(tag)
    const load = this.#loaders[language]
    this.isLoading = load !== undefined
    load?.()
      // A file that cannot be loaded leaves the shopper with English.
      .catch(() => undefined)
      .then((loaded) => {
        if (tag !== this.#tag) return
        if (loaded) {
          this.table = toTable(this.#english, loaded.messages)
          this.#language = language
        }
        this.isLoading = false
        this.#onLoaded()
      })
  }
}

/** The built files hold sentences alone, in the order of the English ones: their keys would be a third of the bytes. */
function toTable<Sentences extends Table>(english: Sentences, loaded: Sentences | readonly string[]): Sentences {
  if (!Array.isArray(loaded)) return loaded as Sentences
  return Object.fromEntries(Object.keys(english).map((key, index) => [key, loaded[index]])) as Sentences
}
