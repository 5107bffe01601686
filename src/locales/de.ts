import type { DeferredMessages } from '../elements/text/deferred-messages.ts'
import type { Messages } from '../elements/text/messages.ts'

/** Picks the form of a sentence for a count, by the rules of German. */
const plural = (count: number, one: string, other: string) => (count === 1 ? one : other)

export const messages: Messages = {
  recovering: {
    title: 'Wir suchen Ihren Warenkorb',
    sentence: 'Einen Moment. Wir prüfen, was noch verfügbar ist.',
  },
  ready: { title: 'Ihr Warenkorb ist bereit', sentence: 'Alles ist noch verfügbar. Wir haben es gerade geprüft.' },
  readySettled: 'Was verfügbar ist, zeigt die Kasse.',
  readyUncertain: 'Wir konnten nicht jeden Artikel prüfen. Die Kasse bestätigt es.',
  changed: (count, n) => ({
    title: `Ihr Warenkorb, mit ${n} ${plural(count, 'Änderung', 'Änderungen')}`,
    sentence: 'Was sich geändert hat, ist markiert. Sie zahlen nur, was verfügbar ist.',
  }),
  nothingLeft: (count, canNotify) => ({
    title: plural(count, 'Dieser Artikel ist ausverkauft', 'Diese Artikel sind ausverkauft'),
    sentence: canNotify
      ? `Wir können Ihnen sagen, wann ${plural(count, 'er', 'sie')} wieder da ${plural(count, 'ist', 'sind')}.`
      : 'Nichts in diesem Warenkorb ist zurzeit zu kaufen.',
  }),
  empty: {
    title: 'Dieser Warenkorb ist leer',
    sentence: 'Nichts in diesem Warenkorb ist zurzeit zu kaufen.',
  },
  allRemoved: {
    title: 'Sie haben alles entfernt',
    sentence: 'In Ihrem Warenkorb hat sich noch nichts geändert.',
  },
  stockMoved: (count) => `${plural(count, 'Etwas', 'Einiges')} hat sich gerade geändert`,
  nothingCharged: 'Es wurde nichts abgebucht.',
  restoring: { title: 'Ihr Warenkorb wird gespeichert', sentence: 'Einen Moment.' },
  restored: {
    title: 'Ihr Warenkorb ist gespeichert',
    sentence: 'Der Link der Nachricht öffnet ihn wieder.',
  },
  restoredPartly: 'Was nicht gespeichert werden konnte, ist markiert.',
  undone: { title: 'Ihr Warenkorb ist wie zuvor', sentence: 'Wir haben Ihre Änderungen zurückgenommen.' },
  finishing: { title: 'Die Kasse wird geöffnet', sentence: 'Einen Moment.' },

  availability: {
    available: () => 'Verfügbar',
    'low-stock': (n) => (n ? `Nur noch ${n} da` : 'Nur noch wenige da'),
    partial: (n, chosen) => `Nur ${n} von ${chosen} verfügbar`,
    'out-of-stock': () => 'Ausverkauft — wird nicht bestellt',
    unavailable: () => 'Zurzeit nicht zu kaufen — wird nicht bestellt',
    discontinued: () => 'Nicht mehr im Sortiment — wird nicht bestellt',
    unknown: () => 'Nicht geprüft — die Kasse bestätigt es',
    checking: () => 'Wird geprüft…',
    reduced: () => 'Auf das Verfügbare verringert',
    'changed-elsewhere': () => 'In einem anderen Fenster geändert',
    failed: () => 'Konnte nicht gespeichert werden',
  },

  each: (price) => `je ${price}`,
  priceDown: (before, now) => `↓ Preis gesunken von ${before} auf ${now}`,
  priceUp: (before, now) => `↑ Preis gestiegen von ${before} auf ${now}`,
  quantityOf: (item) => `Menge von ${item}`,
  quantity: (n) => `Menge: ${n}`,
  fewer: (item) => `Eins weniger: ${item}`,
  more: (item) => `Eins mehr: ${item}`,
  remove: 'Entfernen',
  removeItem: (item) => `${item} entfernen`,
  removed: 'Entfernt',
  putBack: 'Zurücklegen',
  putBackItem: (item) => `${item} zurücklegen`,
  lineItems: 'Artikel in Ihrem Warenkorb',

  total: 'Summe',
  items: (_count, n) => `${n} Artikel`,
  delivery: 'Versand und Steuern werden an der Kasse berechnet.',
  discounts: 'Rabatte werden an der Kasse neu berechnet.',
  taxes: 'Steuern und Gebühren werden an der Kasse neu berechnet.',
  percentOff: (percent) => `${percent} Rabatt`,
  offer: {
    applied: (label) => `${label} ist abgezogen.`,
    'at-checkout': (label) => `${label} — wird an der Kasse abgezogen`,
    expired: (label) => `${label} ist abgelaufen.`,
    'not-applicable': (label) => `${label} gilt nicht für diesen Warenkorb.`,
  },

  checkOut: (total) => `Zur Kasse · ${total}`,
  checkOutItems: (count, n, total) => `Mit ${n} ${plural(count, 'Artikel', 'Artikeln')} zur Kasse · ${total}`,
  keepShopping: 'Weiter einkaufen',
  undo: 'Rückgängig',

  announce: (item, what, total) => `${item}: ${what}. Summe: ${total}.`,

  tryAgain: 'Noch einmal versuchen',
  tryAgainIn: (n) => `Noch einmal in ${n} s`,
  checkCart: 'Warenkorb prüfen',
  continueShopping: 'Weiter einkaufen',
  signIn: 'Anmelden',
  contact: (supportCode) => `Den Shop fragen${supportCode && ` (${supportCode})`}`,

  problems: {
    'invalid-link': {
      title: 'Dieser Link öffnet keinen Warenkorb',
      sentence: 'Öffnen Sie die Nachricht noch einmal und folgen Sie dem Link von dort.',
    },
    'cart-gone': {
      title: 'Dieser Warenkorb ist geschlossen',
      sentence: 'Er wurde schon bestellt, oder der Link ist abgelaufen. Sehen Sie in Ihren E-Mails nach.',
    },
    'account-cart': {
      title: 'Melden Sie sich an, um Ihren Warenkorb zu sehen',
      sentence: 'Er gehört zu einem Kundenkonto. Melden Sie sich im Shop an.',
    },
    busy: {
      title: 'Im Shop ist gerade viel los',
      sentence: 'Es wurde nichts abgebucht. Bitte versuchen Sie es gleich noch einmal.',
    },
    'upstream-down': {
      title: 'Der Shop antwortet nicht',
      sentence: 'Es wurde nichts abgebucht. Bitte versuchen Sie es gleich noch einmal.',
    },
    offline: {
      title: 'Sie sind offline',
      sentence: 'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    },
  },
  otherProblem: {
    title: 'Das ging schief',
    sentence: 'Es wurde nichts abgebucht. Bitte versuchen Sie es gleich noch einmal.',
  },
}

export const deferredMessages: DeferredMessages = {
  notifyMe: 'Benachrichtigen',
  notifyMeOf: (item) => `Benachrichtigen, wenn ${item} wieder da ist`,
  notifyAll: (n) => `Über alle ${n} benachrichtigen`,
  onTheList: 'Sie sind vorgemerkt',
  stop: 'Nicht mehr benachrichtigen',
  stopOf: (item) => `Nicht mehr über ${item} benachrichtigen`,
  oneMoment: 'Einen Moment…',

  subscribed: (item) => ({
    title: 'Sie sind vorgemerkt',
    sentence: item
      ? `Wir sagen Ihnen Bescheid, wenn ${item} wieder da ist.`
      : 'Wir sagen Ihnen Bescheid, wenn sie wieder da sind.',
  }),
  unsubscribed: (item) => ({
    title: 'Sie sind nicht mehr vorgemerkt',
    sentence: `Wir schreiben Ihnen nicht mehr ${item ? `über ${item}` : 'darüber'}.`,
  }),
  back: (item) => ({
    title: 'Gute Nachricht',
    sentence: item
      ? `${item} ist wieder da und gehört zu Ihrer Bestellung.`
      : 'Einige Artikel sind wieder da und gehören zu Ihrer Bestellung.',
  }),

  phoneTitle: 'Wohin dürfen wir schreiben?',
  phoneForItem: (item) => `Wir senden einen Code und sagen Bescheid, wenn ${item} wieder da ist.`,
  phoneForItems: 'Wir senden einen Code und sagen Bescheid, wenn sie wieder da sind.',
  phoneForStop: 'Wir senden einen Code und beenden es.',
  phoneForCart: 'Die Nummer, die der Shop hat.',
  phoneForCheckout: 'Wir senden einen Code und dann den Link zu Ihrer Kasse.',
  phone: 'Mobilnummer',
  phoneHint: 'Mit der Ländervorwahl, etwa +49.',
  sendCode: 'Code senden',
  sending: 'Wird gesendet…',
  notNow: 'Jetzt nicht',

  codeTitle: 'Ihr Code',
  sentTo: (maskedPhone) => `Gesendet an ${maskedPhone}. Es kann eine Minute dauern.`,
  sentAgainTo: (maskedPhone) => `Noch einmal gesendet an ${maskedPhone}. Es kann eine Minute dauern.`,
  code: 'Code',
  confirm: 'Bestätigen',
  checking: 'Wird geprüft…',
  sendAgain: 'Noch einmal senden',
  sendAgainIn: (n) => `Noch einmal in ${n} s`,
  otherPhone: 'Andere Nummer',

  textCheckout: 'Per SMS zur Kasse',
  notByText: (items) => `Geht nicht per SMS und bleibt zurück: ${items}.`,
  textedTo: (maskedPhone) => `Gesendet an ${maskedPhone}`,
  copyFailed: 'Kopieren ging nicht. Gehen Sie von hier zur Kasse.',
  texted: (maskedPhone) => ({
    title: 'Ihre Kasse ist bereit',
    sentence: `Der Link ging auch an ${maskedPhone || 'Sie'}.`,
  }),
  linkExpired: {
    title: 'Dieser Link ist abgelaufen',
    sentence: 'Gehen Sie noch einmal zur Kasse.',
  },
  goToCheckout: 'Zur Kasse',
  copyLink: 'Link kopieren',
  copied: 'Link kopiert',

  reminders: 'Erinnerungen',
  remindBy: {
    whatsapp: 'Per WhatsApp erinnern, wenn ich gehe',
    sms: 'Per SMS erinnern, wenn ich gehe',
    email: 'Per E-Mail erinnern, wenn ich gehe',
  },
  consent: 'Mit einem Häkchen stimmen Sie solchen Nachrichten des Shops zu, jederzeit widerruflich.',
  consentState: {
    idle: '',
    saving: 'Wird gespeichert…',
    saved: 'Gespeichert. Wir erinnern Sie.',
    revoked: 'Gespeichert. Wir erinnern Sie nicht.',
    failed: 'Das konnten wir nicht speichern.',
    refused: 'Diese Nummer möchte das nicht. Melden Sie sich an, um es zu ändern.',
  },

  inShop: 'Ihre Auswahl wartet im Warenkorb.',
  notAdopted: 'Der Shop konnte das nicht übernehmen.',

  notice: {
    title: 'Bevor Sie zur Kasse gehen',
    codes: (codes) => `Geben Sie ${codes} an der Kasse noch einmal ein.`,
    signIn: 'Die Kasse bittet Sie, sich anzumelden.',
    again: 'Es wurde nichts abgebucht. Tippen Sie noch einmal.',
  },

  written: {
    partlySaved: 'Nur ein Teil ist gespeichert',
    saved: (n, all, more) => `${n} von ${all} Änderungen sind gespeichert${more ? ', vielleicht mehr' : ''}.`,
    allSaved: 'Ihre Änderungen sind gespeichert.',
    partlyUndone: 'Nur ein Teil ist zurückgenommen',
  },

  difference: (item, from, to) => `${item}: ${from} → ${to}.`,
  signInForCart: {
    title: 'Melden Sie sich an, um Ihren Warenkorb zu sehen',
    sentence: 'Wir senden Ihnen einen Code, damit nur Sie ihn öffnen können.',
  },

  orderAgain: 'Noch einmal bestellen',
  cookiesNeeded: 'Folgen Sie dem Link von dort. Sonst erlauben Sie Cookies.',

  headlines: {
    unconfirmed: {
      title: 'Das konnten wir nicht bestätigen',
      sentence: 'Es wurde nichts abgebucht. Prüfen Sie Ihren Warenkorb, bevor Sie es noch einmal versuchen.',
    },
    completed: {
      title: 'Das haben Sie schon bestellt',
      sentence: 'Die Bestätigung finden Sie in Ihren E-Mails.',
    },
    expired: {
      title: 'Dieser Link ist abgelaufen',
      sentence: 'Vielleicht gibt es noch alles.',
    },
    'wrong-store': {
      title: 'Dieser Warenkorb gehört zu einem anderen Shop',
      sentence: 'Öffnen Sie die Nachricht noch einmal und folgen Sie dem Link von dort.',
    },
    'link-needed': {
      title: 'Öffnen Sie die Nachricht noch einmal',
      sentence: 'Folgen Sie dem Link von dort.',
    },
    'undo-over': {
      title: 'Das lässt sich nicht mehr zurücknehmen',
      sentence: 'Ihr Warenkorb ist wie zuletzt gespeichert.',
    },
    'checkout-open': {
      title: 'Ihre Kasse ist schon offen',
      sentence: 'Der Link ist bei Ihnen. Ändern können Sie den Warenkorb, sobald er abläuft.',
    },
    'too-many-codes': {
      title: 'Zu viele SMS',
      sentence: 'Es wurde nichts abgebucht. Bitte warten Sie eine Weile.',
    },
  },

  problems: {
    'code-wrong': 'Der Code stimmt nicht. Nehmen Sie den neuesten.',
    'too-many-codes': 'Zu viele Versuche. Bitte warten Sie eine Weile.',
    'sms-refused': 'Diese Nummer geht nicht. Prüfen Sie auch die Ländervorwahl.',
    'sign-in-needed': 'Melden Sie sich im Shop an und tippen Sie dann noch einmal.',
  },
  problem: (title) => `${title}. Bitte versuchen Sie es gleich noch einmal.`,
}
