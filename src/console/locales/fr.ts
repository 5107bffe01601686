import type { ConsoleMessages } from '../text/messages.ts'
import { lists } from './fr/lists.ts'
import { problems } from './fr/problems.ts'

/** The console in French. */
export const messages: ConsoleMessages = {
  'views.summary': 'Vue d’ensemble',
  'views.carts': 'Paniers',
  'views.messages': 'Messages',
  'views.settings': 'Réglages',
  navigation: 'Vues',
  signOut: 'Se déconnecter',
  loading: 'Chargement…',
  tryAgain: 'Réessayer',
  readAgain: 'Recharger',
  supportCode: 'Code d’assistance : {code}',
  none: '–',
  next: 'Page suivante',
  previous: 'Page précédente',
  page: 'Page {page}',
  all: 'Tous',

  'signIn.title': 'Se connecter à la console',
  'signIn.lede': 'Il vous faut une clé marchand. La personne qui a configuré la boutique l’a.',
  'signIn.key': 'Clé marchand',
  'signIn.hint':
    'Elle reste uniquement dans la mémoire de cette page. Après un rechargement, elle vous est redemandée.',
  'signIn.submit': 'Se connecter',
  'signIn.busy': 'Connexion…',
  'signIn.unknownKey': 'Cette boutique ne connaît pas cette clé.',
  'signIn.endedTitle': 'Reconnectez-vous',
  'signIn.ended': 'Votre session est terminée. Tout est resté en place, et rien de ce que vous avez écrit n’est perdu.',
  'signIn.done': 'Connexion réussie.',
  'signIn.signedOut': 'Déconnexion réussie.',

  'channel.email': 'E-mail',
  'channel.sms': 'SMS',
  'channel.whatsapp': 'WhatsApp',
  'channel.link': 'Votre propre lien',
  via: '{channel}, via {platform}',

  'cartStatus.abandoned': 'Abandonné',
  'cartStatus.opened': 'Ouvert',
  'cartStatus.checked-out': 'Au paiement',
  'cartStatus.recovered': 'Récupéré',
  'cartStatus.closed': 'Fermé',

  'messageStatus.pending': 'En attente',
  'messageStatus.sent': 'Envoyé',
  'messageStatus.unconfirmed': 'Non confirmé',
  'messageStatus.cancelled': 'Annulé',
  'messageStatus.withheld': 'Retenu',
  'messageStatus.failed': 'Échoué',

  'summary.title': 'Vue d’ensemble',
  'summary.period': 'Période',
  'summary.days': '{count, plural, one {# jour} many {# jours} other {# jours}}',
  'summary.range': 'Du {from} au {to}',
  'summary.recovered': 'Chiffre d’affaires récupéré',
  'summary.recoveredHint':
    '{count, plural, one {# panier commandé avec un lien de récupération} many {# paniers commandés avec un lien de récupération} other {# paniers commandés avec un lien de récupération}}',
  'summary.perOrder': '{value} par commande en moyenne',
  'summary.rate': 'Taux de récupération',
  'summary.rateHint': 'des paniers touchés ont été commandés',
  'summary.perReached': '{value} par panier touché',
  'summary.open': 'Encore abandonnés',
  'summary.openHint': 'dans {count, plural, one {# panier ouvert} many {# paniers ouverts} other {# paniers ouverts}}',
  'summary.openStep': 'Voir ces paniers',
  'summary.withoutLink': 'Commandés sans lien',
  'summary.withoutLinkHint': '{count, plural, one {# panier} many {# paniers} other {# paniers}}, sans aucun lien',
  'summary.before':
    '{value} {count, plural, one {le jour précédent} many {sur les # jours précédents} other {sur les # jours précédents}}',

  'summary.trend': 'Jour par jour',
  'summary.trendValue': 'Chiffre d’affaires récupéré, selon le jour où le panier a été vu pour la première fois.',
  'summary.trendCarts': 'Paniers récupérés, selon le jour où ils ont été vus pour la première fois.',
  'summary.trendChart':
    'Courbe sur {count, plural, one {# jour} many {# jours} other {# jours}}. Maximum : {value}, le {day}.',
  'summary.trendEmpty':
    'Courbe sur {count, plural, one {# jour} many {# jours} other {# jours}}. Rien n’a encore été récupéré.',

  'summary.funnel': 'Du message à la commande',
  'summary.funnelLede': 'Jusqu’où sont allés les paniers. Chaque étape compte parmi la précédente.',
  'summary.sent': 'Touchés',
  'summary.opened': 'Ouverts',
  'summary.checkedOut': 'Au paiement',
  'summary.ordered': 'Commandés',
  'summary.ofAll': '{share} du total',
  'summary.funnelChart':
    'Diagramme en barres des paniers par étape. Touchés : {sent}. Ouverts : {opened}. Au paiement : {checkedOut}. Commandés : {ordered}.',
  'summary.scanners':
    'Les analyseurs d’e-mails qui ouvrent les liens dans un vrai navigateur comptent comme des ouvertures.',

  'summary.channels': 'D’où viennent les clients',
  'summary.channelsLede': 'Selon le dernier lien ouvert.',
  'summary.channelHint': '{recovered} commandés sur {opened}',
  'summary.noChannels': 'Personne n’a ouvert de lien pendant cette période.',

  'summary.lost': 'Perdu faute de stock',
  'summary.lostLede': 'Ce que des clients revenus n’ont pas pu acheter, le plus coûteux en premier.',
  'summary.lostHint': '{count, plural, one {# panier} many {# paniers} other {# paniers}}',
  'summary.nothingLost': 'Rien n’a été perdu faute de stock pendant cette période.',
  'summary.showAll': 'Tout afficher ({count})',
  'summary.showFewer': 'Afficher moins',

  'summary.waiting': 'En attente de retour en stock',
  'summary.waitingLede':
    'Combien de clients ont demandé à être prévenus, l’article le plus attendu en premier. «\u00a0Prévenus\u00a0» compte ce qui est parti vers votre service ou votre automatisation ces 90 derniers jours.',
  'summary.nobodyWaits': 'Personne n’attend le retour d’un article en ce moment.',
  'summary.waitingHint':
    '{count, plural, one {# client attend} many {# clients attendent} other {# clients attendent}}',
  'summary.waitingSince': 'depuis le {day}',
  'summary.notified': '{count, plural, one {# prévenu} many {# prévenus} other {# prévenus}}',
  'summary.shoppers': 'Clients en attente',

  'summary.refusals': 'Ont refusé les messages',
  'summary.refusalsHint': '{count, plural, one {# client} many {# clients} other {# clients}}',
  'summary.unsent': 'Messages non partis',
  'summary.unsentHint': '{count, plural, one {# message} many {# messages} other {# messages}}',
  'summary.nothingUnsent': 'Tous les messages de cette période sont partis.',
  'summary.unsentStep': 'Voir les messages',

  'summary.table': 'Afficher en tableau',
  'summary.step': 'Étape',
  'summary.day': 'Jour',
  'summary.abandoned': 'Paniers abandonnés',
  'summary.carts': 'Paniers',
  'summary.share': 'Part du total',
  'summary.product': 'Article',
  'summary.value': 'Valeur',
  'summary.empty.title': 'Rien à compter pour l’instant',
  'summary.empty.sentence':
    'Aucun panier n’a été abandonné ni ouvert pendant cette période. Les chiffres apparaîtront avec le premier.',
  'summary.empty.step': 'Voir les paniers',
  'summary.announced': 'Vue d’ensemble sur {count, plural, one {# jour} many {# jours} other {# jours}}.',

  ...lists,
  ...problems,
}
