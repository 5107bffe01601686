/** The messages of the API, in the languages it knows. */
const texts = {
  listed: { en: 'Abandoned carts retrieved successfully', ar: 'تم جلب السلات المتروكة بنجاح' },
  found: { en: 'Abandoned cart retrieved successfully', ar: 'تم جلب السلة المتروكة بنجاح' },
  reminded: { en: 'Reminder sent successfully', ar: 'تم إرسال التذكير بنجاح' },
  unreminded: { en: 'The reminder was not sent', ar: 'لم يتم إرسال التذكير' },
  unauthenticated: { en: 'Unauthenticated', ar: 'غير مصرح بالدخول' },
  notFound: { en: 'Not found', ar: 'غير موجود' },
  notAllowed: { en: 'The method is not allowed', ar: 'الطريقة غير مسموحة' },
  notAcceptable: { en: 'Ask for JSON', ar: 'اطلب بصيغة JSON' },
  notJson: { en: 'Send JSON', ar: 'أرسل بصيغة JSON' },
  invalid: { en: 'The given data was invalid', ar: 'البيانات المدخلة غير صحيحة' },
  limited: { en: 'Too many requests', ar: 'طلبات كثيرة جدا' },
  broken: { en: 'Something went wrong', ar: 'حدث خطأ ما' },
} as const

export type TextName = keyof typeof texts

export type Language = 'en' | 'ar'

export function textIn(language: Language, name: TextName): string {
  return texts[name][language]
}

/** The language a request asks for: Arabic, or English in every other case. */
export function languageOf(request: Request): Language {
  return /^\s*ar\b/i.test(request.headers.get('accept-language') ?? '') ? 'ar' : 'en'
}
