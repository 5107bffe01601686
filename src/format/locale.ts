/** The locale as `Intl` writes it, `de_DE` included, or English: a mistyped `lang` must not break the page. */
export function toLocale(tag: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales((tag || 'en').replace('_', '-'))[0] ?? 'en'
  } catch {
    return 'en'
  }
}
