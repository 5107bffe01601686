export const locales = ['en', 'de']
export const defaultLocale = 'en'
