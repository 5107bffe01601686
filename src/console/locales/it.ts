import type { ConsoleMessages } from '../text/messages.ts'
import { lists } from './it/lists.ts'
import { problems } from './it/problems.ts'

/** The console in Italian. */
export const messages: ConsoleMessages = {
  'views.summary': 'Riepilogo',
  'views.carts': 'Carrelli',
  'views.messages': 'Messaggi',
  'views.settings': 'Impostazioni',
  navigation: 'Viste',
  signOut: 'Esci',
  loading: 'Caricamento…',
  tryAgain: 'Riprova',
  readAgain: 'Ricarica',
  supportCode: 'Codice per l’assistenza: {code}',
  none: '–',
  next: 'Pagina successiva',
  previous: 'Pagina precedente',
  page: 'Pagina {page}',
  all: 'Tutti',

  'signIn.title': 'Accedi alla console',
  'signIn.lede': 'Serve una chiave del venditore. Ce l’ha chi ha configurato il negozio.',
  'signIn.key': 'Chiave del venditore',
  'signIn.hint': 'Resta solo nella memoria di questa pagina. Se la ricarichi, va inserita di nuovo.',
  'signIn.submit': 'Accedi',
  'signIn.busy': 'Accesso in corso…',
  'signIn.unknownKey': 'Questo negozio non conosce la chiave.',
  'signIn.endedTitle': 'Accedi di nuovo',
  'signIn.ended': 'La sessione è scaduta. Tutto è come prima, anche ciò che hai scritto.',
  'signIn.done': 'Accesso effettuato.',
  'signIn.signedOut': 'Disconnessione effettuata.',

  'channel.email': 'E-mail',
  'channel.sms': 'SMS',
  'channel.whatsapp': 'WhatsApp',
  'channel.link': 'Link proprio',
  via: '{channel}, tramite {platform}',

  'cartStatus.abandoned': 'Abbandonato',
  'cartStatus.opened': 'Aperto',
  'cartStatus.checked-out': 'Alla cassa',
  'cartStatus.recovered': 'Recuperato',
  'cartStatus.closed': 'Chiuso',

  'messageStatus.pending': 'In attesa',
  'messageStatus.sent': 'Inviato',
  'messageStatus.unconfirmed': 'Non confermato',
  'messageStatus.cancelled': 'Annullato',
  'messageStatus.withheld': 'Trattenuto',
  'messageStatus.failed': 'Non riuscito',

  'summary.title': 'Riepilogo',
  'summary.period': 'Periodo',
  'summary.days': '{count, plural, one {# giorno} many {# di giorni} other {# giorni}}',
  'summary.range': 'Dal {from} al {to}',
  'summary.recovered': 'Ricavi recuperati',
  'summary.recoveredHint':
    '{count, plural, one {# carrello ordinato tramite un link di recupero} many {# di carrelli ordinati tramite un link di recupero} other {# carrelli ordinati tramite un link di recupero}}',
  'summary.perOrder': '{value} per ordine in media',
  'summary.rate': 'Tasso di recupero',
  'summary.rateHint': 'dei carrelli raggiunti è stato ordinato',
  'summary.perReached': '{value} per carrello raggiunto',
  'summary.open': 'Ancora abbandonati',
  'summary.openHint':
    'in {count, plural, one {# carrello aperto} many {# di carrelli aperti} other {# carrelli aperti}}',
  'summary.openStep': 'Vedi questi carrelli',
  'summary.withoutLink': 'Ordinati senza link',
  'summary.withoutLinkHint':
    '{count, plural, one {# carrello} many {# di carrelli} other {# carrelli}}, senza alcun link',
  'summary.before':
    '{value} {count, plural, one {nel giorno precedente} many {nei # di giorni precedenti} other {nei # giorni precedenti}}',

  'summary.trend': 'Giorno per giorno',
  'summary.trendValue': 'Ricavi recuperati, nel giorno in cui il carrello è stato visto per la prima volta.',
  'summary.trendCarts': 'Carrelli recuperati, nel giorno in cui sono stati visti per la prima volta.',
  'summary.trendChart':
    'Linea di {count, plural, one {# giorno} many {# di giorni} other {# giorni}}. Valore massimo: {value}, {day}.',
  'summary.trendEmpty':
    'Linea di {count, plural, one {# giorno} many {# di giorni} other {# giorni}}. Non è stato ancora recuperato nulla.',

  'summary.funnel': 'Dal messaggio all’ordine',
  'summary.funnelLede': 'Fin dove sono arrivati i carrelli. Ogni passo conta all’interno del precedente.',
  'summary.sent': 'Raggiunti',
  'summary.opened': 'Aperti',
  'summary.checkedOut': 'Alla cassa',
  'summary.ordered': 'Ordinati',
  'summary.ofAll': '{share} di tutti',
  'summary.funnelChart':
    'Barre dei carrelli per passo. Raggiunti: {sent}. Aperti: {opened}. Alla cassa: {checkedOut}. Ordinati: {ordered}.',
  'summary.scanners':
    'I controlli automatici della posta che aprono i link in un browser completo contano come aperture.',

  'summary.channels': 'Da dove sono arrivati i clienti',
  'summary.channelsLede': 'Secondo l’ultimo link aperto.',
  'summary.channelHint': 'Ordinati: {recovered} su {opened}',
  'summary.noChannels': 'In questo periodo non è stato aperto nessun link.',

  'summary.lost': 'Persi per mancanza di scorte',
  'summary.lostLede': 'Ciò per cui i clienti sono tornati senza poterlo comprare, dal più costoso.',
  'summary.lostHint': '{count, plural, one {# carrello} many {# di carrelli} other {# carrelli}}',
  'summary.nothingLost': 'In questo periodo non si è perso nulla per mancanza di scorte.',
  'summary.showAll': 'Mostra tutti ({count})',
  'summary.showFewer': 'Mostra meno',

  'summary.waiting': 'In attesa che torni disponibile',
  'summary.waitingLede':
    'Quanti clienti hanno chiesto un avviso, dal prodotto più atteso. «Avvisati» conta ciò che negli ultimi 90 giorni è stato inviato al tuo servizio o alla tua automazione.',
  'summary.nobodyWaits': 'In questo momento nessuno aspetta un prodotto.',
  'summary.waitingHint':
    '{count, plural, one {# cliente aspetta} many {# di clienti aspettano} other {# clienti aspettano}}',
  'summary.waitingSince': 'prima richiesta: {day}',
  'summary.notified': '{count, plural, one {# avvisato} many {# di avvisati} other {# avvisati}}',
  'summary.shoppers': 'Clienti in attesa',

  'summary.refusals': 'Hanno rifiutato i messaggi',
  'summary.refusalsHint': '{count, plural, one {# cliente} many {# di clienti} other {# clienti}}',
  'summary.unsent': 'Messaggi non partiti',
  'summary.unsentHint': '{count, plural, one {# messaggio} many {# di messaggi} other {# messaggi}}',
  'summary.nothingUnsent': 'Tutti i messaggi di questo periodo sono partiti.',
  'summary.unsentStep': 'Vedi i messaggi',

  'summary.table': 'Mostra come tabella',
  'summary.step': 'Passo',
  'summary.day': 'Giorno',
  'summary.abandoned': 'Carrelli abbandonati',
  'summary.carts': 'Carrelli',
  'summary.share': 'Quota sul totale',
  'summary.product': 'Prodotto',
  'summary.value': 'Valore',
  'summary.empty.title': 'Ancora nulla da contare',
  'summary.empty.sentence':
    'In questo periodo nessun carrello è stato abbandonato o aperto. Le cifre arrivano con il primo.',
  'summary.empty.step': 'Vedi i carrelli',
  'summary.announced': 'Riepilogo di {count, plural, one {# giorno} many {# di giorni} other {# giorni}}.',

  ...lists,
  ...problems,
}
