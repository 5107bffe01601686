import type { ConsoleMessages } from '../text/messages.ts'
import { lists } from './pl/lists.ts'
import { problems } from './pl/problems.ts'

/** The console in Polish. */
export const messages: ConsoleMessages = {
  'views.summary': 'Podsumowanie',
  'views.carts': 'Koszyki',
  'views.messages': 'Wiadomości',
  'views.settings': 'Ustawienia',
  navigation: 'Widoki',
  signOut: 'Wyloguj się',
  loading: 'Wczytywanie…',
  tryAgain: 'Spróbuj ponownie',
  readAgain: 'Wczytaj ponownie',
  supportCode: 'Kod dla pomocy technicznej: {code}',
  none: '–',
  next: 'Następna strona',
  previous: 'Poprzednia strona',
  page: 'Strona {page}',
  all: 'Wszystkie',

  'signIn.title': 'Zaloguj się do konsoli',
  'signIn.lede': 'Potrzebujesz klucza sprzedawcy. Ma go osoba, która skonfigurowała sklep.',
  'signIn.key': 'Klucz sprzedawcy',
  'signIn.hint': 'Pozostaje tylko w pamięci tej strony. Po odświeżeniu trzeba go podać ponownie.',
  'signIn.submit': 'Zaloguj się',
  'signIn.busy': 'Logowanie…',
  'signIn.unknownKey': 'Ten sklep nie zna tego klucza.',
  'signIn.endedTitle': 'Zaloguj się ponownie',
  'signIn.ended': 'Sesja wygasła. Wszystko jest na swoim miejscu, nic z wpisanego tekstu nie zginęło.',
  'signIn.done': 'Zalogowano.',
  'signIn.signedOut': 'Wylogowano.',

  'channel.email': 'E-mail',
  'channel.sms': 'SMS',
  'channel.whatsapp': 'WhatsApp',
  'channel.link': 'Własny link',
  via: '{channel} przez {platform}',

  'cartStatus.abandoned': 'Porzucony',
  'cartStatus.opened': 'Otwarty',
  'cartStatus.checked-out': 'Przy kasie',
  'cartStatus.recovered': 'Odzyskany',
  'cartStatus.closed': 'Zamknięty',

  'messageStatus.pending': 'Czeka',
  'messageStatus.sent': 'Wysłana',
  'messageStatus.unconfirmed': 'Niepotwierdzona',
  'messageStatus.cancelled': 'Odwołana',
  'messageStatus.withheld': 'Wstrzymana',
  'messageStatus.failed': 'Nieudana',

  'summary.title': 'Podsumowanie',
  'summary.period': 'Okres',
  'summary.days': '{count, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}',
  'summary.range': 'od {from} do {to}',
  'summary.recovered': 'Odzyskany przychód',
  'summary.recoveredHint':
    '{count, plural, one {# koszyk zamówiony} few {# koszyki zamówione} many {# koszyków zamówionych} other {# koszyka zamówionego}} przez link',
  'summary.perOrder': 'średnio {value} na zamówienie',
  'summary.rate': 'Wskaźnik odzyskania',
  'summary.rateHint': 'koszyków, do których dotarto, zostało zamówionych',
  'summary.perReached': '{value} na koszyk, do którego dotarto',
  'summary.open': 'Nadal porzucone',
  'summary.openHint':
    'w {count, plural, one {# otwartym koszyku} few {# otwartych koszykach} many {# otwartych koszykach} other {# otwartego koszyka}}',
  'summary.openStep': 'Zobacz te koszyki',
  'summary.withoutLink': 'Zamówione bez linku',
  'summary.withoutLinkHint':
    '{count, plural, one {# koszyk} few {# koszyki} many {# koszyków} other {# koszyka}}, bez udziału linku',
  'summary.before':
    '{value} w ciągu {count, plural, one {# poprzedniego dnia} few {# poprzednich dni} many {# poprzednich dni} other {# poprzedniego dnia}}',

  'summary.trend': 'Dzień po dniu',
  'summary.trendValue': 'Odzyskany przychód według dnia, w którym koszyk pojawił się po raz pierwszy.',
  'summary.trendCarts': 'Odzyskane koszyki według dnia, w którym pojawiły się po raz pierwszy.',
  'summary.trendChart':
    'Wykres z {count, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}}. Najwięcej: {value}, {day}.',
  'summary.trendEmpty':
    'Wykres z {count, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}}. Niczego jeszcze nie odzyskano.',

  'summary.funnel': 'Od wiadomości do zamówienia',
  'summary.funnelLede': 'Jak daleko doszły koszyki. Każdy krok liczy się w ramach poprzedniego.',
  'summary.sent': 'Powiadomione',
  'summary.opened': 'Otwarte',
  'summary.checkedOut': 'Przy kasie',
  'summary.ordered': 'Zamówione',
  'summary.ofAll': '{share} wszystkich',
  'summary.funnelChart':
    'Wykres słupkowy koszyków według kroków. Powiadomione: {sent}. Otwarte: {opened}. Przy kasie: {checkedOut}. Zamówione: {ordered}.',
  'summary.scanners': 'Skanery poczty, które otwierają linki w pełnej przeglądarce, liczą się jako otwarcia.',

  'summary.channels': 'Skąd przyszli klienci',
  'summary.channelsLede': 'Według ostatnio otwartego linku.',
  'summary.channelHint': 'zamówiono {recovered} z {opened}',
  'summary.noChannels': 'W tym okresie nikt nie otworzył linku.',

  'summary.lost': 'Utracone przez brak towaru',
  'summary.lostLede': 'Po co klienci wrócili, a czego nie mogli kupić, od najdroższych.',
  'summary.lostHint': '{count, plural, one {# koszyk} few {# koszyki} many {# koszyków} other {# koszyka}}',
  'summary.nothingLost': 'W tym okresie nic nie przepadło przez brak towaru.',
  'summary.showAll': 'Pokaż wszystkie: {count}',
  'summary.showFewer': 'Pokaż mniej',

  'summary.waiting': 'Oczekiwany powrót do sprzedaży',
  'summary.waitingLede':
    'Produkty, o których powrocie klienci chcą wiedzieć, od najbardziej wyczekiwanych. „Powiadomieni” to liczba zgłoszeń do Twojej usługi lub automatyzacji z ostatnich 90 dni.',
  'summary.nobodyWaits': 'Obecnie nikt nie czeka na żaden produkt.',
  'summary.waitingHint':
    '{count, plural, one {# klient czeka} few {# klienci czekają} many {# klientów czeka} other {# klienta czeka}}',
  'summary.waitingSince': 'od {day}',
  'summary.notified':
    '{count, plural, one {# powiadomiony} few {# powiadomieni} many {# powiadomionych} other {# powiadomionego}}',
  'summary.shoppers': 'Czekający klienci',

  'summary.refusals': 'Nie chcą wiadomości',
  'summary.refusalsHint': '{count, plural, one {# klient} few {# klienci} many {# klientów} other {# klienta}}',
  'summary.unsent': 'Wiadomości, które nie zostały wysłane',
  'summary.unsentHint':
    '{count, plural, one {# wiadomość} few {# wiadomości} many {# wiadomości} other {# wiadomości}}',
  'summary.nothingUnsent': 'Wszystkie wiadomości z tego okresu zostały wysłane.',
  'summary.unsentStep': 'Zobacz wiadomości',

  'summary.table': 'Pokaż jako tabelę',
  'summary.step': 'Krok',
  'summary.day': 'Dzień',
  'summary.abandoned': 'Porzucone koszyki',
  'summary.carts': 'Koszyki',
  'summary.share': 'Udział',
  'summary.product': 'Produkt',
  'summary.value': 'Wartość',
  'summary.empty.title': 'Nie ma jeszcze czego liczyć',
  'summary.empty.sentence':
    'W tym okresie nie porzucono ani nie otwarto żadnego koszyka. Liczby pojawią się z pierwszym z nich.',
  'summary.empty.step': 'Zobacz koszyki',
  'summary.announced': 'Podsumowanie z {count, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}}.',

  ...lists,
  ...problems,
}
