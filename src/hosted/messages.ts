import type { LanguageTag } from '../locales/locales.ts'

/** What the hosted page says besides the widget's sentences. */
export interface HostedMessages {
  /** Title of the page. */
  title: string
  /** Leads to the page that works without a script. */
  withoutScript: string
  /** Works the total out anew, for the quantities in the form. */
  update: string
  /** Only a signed-in shopper can go on, which the page cannot do without a script. */
  scriptNeeded: string
}

/** By language; English for every other. */
export const hostedMessages: Record<string, HostedMessages> & { en: HostedMessages } = {
  en: {
    title: 'Your cart',
    withoutScript: 'Show my cart',
    update: 'Update total',
    scriptNeeded: 'This step asks for your phone number. Please switch JavaScript on, and open the link again.',
  },
  de: {
    title: 'Ihr Warenkorb',
    withoutScript: 'Warenkorb anzeigen',
    update: 'Summe aktualisieren',
    scriptNeeded:
      'Für diesen Schritt brauchen wir Ihre Telefonnummer. Bitte schalten Sie JavaScript ein und öffnen Sie den Link noch einmal.',
  },
  ar: {
    title: 'سلتك',
    withoutScript: 'عرض سلتي',
    update: 'تحديث الإجمالي',
    scriptNeeded: 'تتطلب هذه الخطوة رقم هاتفك. فعّل JavaScript، ثم افتح الرابط مرة أخرى.',
  },
  es: {
    title: 'Tu carrito',
    withoutScript: 'Ver mi carrito',
    update: 'Actualizar el total',
    scriptNeeded: 'Este paso pide tu número de teléfono. Activa JavaScript y vuelve a abrir el enlace.',
  },
  fr: {
    title: 'Votre panier',
    withoutScript: 'Afficher mon panier',
    update: 'Mettre à jour le total',
    scriptNeeded:
      'Cette étape demande votre numéro de téléphone. Veuillez activer JavaScript, puis ouvrir à nouveau le lien.',
  },
  it: {
    title: 'Il tuo carrello',
    withoutScript: 'Mostra il carrello',
    update: 'Aggiorna il totale',
    scriptNeeded: 'Per questo passo serve il tuo numero di telefono. Attiva JavaScript e apri di nuovo il link.',
  },
  ja: {
    title: 'お客様のカート',
    withoutScript: 'カートを表示',
    update: '合計を更新',
    scriptNeeded: 'この手続きには電話番号が必要です。JavaScriptを有効にして、もう一度リンクを開いてください。',
  },
  nl: {
    title: 'Je winkelwagen',
    withoutScript: 'Mijn winkelwagen tonen',
    update: 'Totaal bijwerken',
    scriptNeeded: 'Voor deze stap is je telefoonnummer nodig. Zet JavaScript aan en open de link opnieuw.',
  },
  pt: {
    title: 'O seu carrinho',
    withoutScript: 'Mostrar o carrinho',
    update: 'Atualizar o total',
    scriptNeeded: 'Este passo precisa do seu número de telefone. Ative o JavaScript e abra o link de novo.',
  },
  tr: {
    title: 'Sepetiniz',
    withoutScript: 'Sepetimi göster',
    update: 'Toplamı güncelle',
    scriptNeeded: 'Bu adım için telefon numaranız gerekir. Lütfen JavaScript’i etkinleştirip bağlantıyı yeniden açın.',
  },
  pl: {
    title: 'Twój koszyk',
    withoutScript: 'Pokaż mój koszyk',
    update: 'Przelicz sumę',
    scriptNeeded: 'Ten krok wymaga numeru telefonu. Włącz JavaScript i\u00a0otwórz link jeszcze raz.',
  },
  he: {
    title: 'העגלה שלכם',
    withoutScript: 'הצגת העגלה שלי',
    update: 'עדכון הסכום',
    scriptNeeded: 'בשלב הזה נדרש מספר הטלפון שלכם. הפעילו JavaScript ופתחו את הקישור שוב.',
  },
} satisfies Record<'en' | LanguageTag, HostedMessages>
