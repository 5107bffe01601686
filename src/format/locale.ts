/** The locale as `Intl` writes it, or English: a mistyped `lang` must not break the page. */
export function toLocale(tag: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales(tag || 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}
