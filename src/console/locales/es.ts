import type { ConsoleMessages } from '../text/messages.ts'
import { lists } from './es/lists.ts'
import { problems } from './es/problems.ts'

/** The console in Spanish. */
export const messages: ConsoleMessages = {
  'views.summary': 'Resumen',
  'views.carts': 'Carritos',
  'views.messages': 'Mensajes',
  'views.settings': 'Ajustes',
  navigation: 'Vistas',
  signOut: 'Cerrar sesión',
  loading: 'Cargando…',
  tryAgain: 'Reintentar',
  readAgain: 'Volver a cargar',
  supportCode: 'Código de asistencia: {code}',
  none: '–',
  next: 'Página siguiente',
  previous: 'Página anterior',
  page: 'Página {page}',
  all: 'Todos',

  'signIn.title': 'Iniciar sesión en la consola',
  'signIn.lede': 'Necesitas una clave de comerciante. La tiene quien configuró la tienda.',
  'signIn.key': 'Clave de comerciante',
  'signIn.hint': 'Se guarda solo en la memoria de esta página. Si la vuelves a cargar, se te pedirá otra vez.',
  'signIn.submit': 'Iniciar sesión',
  'signIn.busy': 'Iniciando sesión…',
  'signIn.unknownKey': 'Esta tienda no conoce esa clave.',
  'signIn.endedTitle': 'Vuelve a iniciar sesión',
  'signIn.ended': 'Tu sesión ha terminado. Todo sigue donde lo dejaste y nada de lo que escribiste se ha perdido.',
  'signIn.done': 'Has iniciado sesión.',
  'signIn.signedOut': 'Has cerrado la sesión.',

  'channel.email': 'Correo electrónico',
  'channel.sms': 'SMS',
  'channel.whatsapp': 'WhatsApp',
  'channel.link': 'Enlace propio',
  via: '{channel}, a través de {platform}',

  'cartStatus.abandoned': 'Abandonado',
  'cartStatus.opened': 'Abierto',
  'cartStatus.checked-out': 'En el pago',
  'cartStatus.recovered': 'Recuperado',
  'cartStatus.closed': 'Cerrado',

  'messageStatus.pending': 'En espera',
  'messageStatus.sent': 'Enviado',
  'messageStatus.unconfirmed': 'Sin confirmar',
  'messageStatus.cancelled': 'Anulado',
  'messageStatus.withheld': 'Retenido',
  'messageStatus.failed': 'Fallido',

  'summary.title': 'Resumen',
  'summary.period': 'Periodo',
  'summary.days': '{count, plural, one {# día} many {# días} other {# días}}',
  'summary.range': 'Del {from} al {to}',
  'summary.recovered': 'Ingresos recuperados',
  'summary.recoveredHint':
    '{count, plural, one {# carrito pedido con un enlace de recuperación} many {# carritos pedidos con un enlace de recuperación} other {# carritos pedidos con un enlace de recuperación}}',
  'summary.perOrder': '{value} por pedido de media',
  'summary.rate': 'Tasa de recuperación',
  'summary.rateHint': 'de los carritos contactados acabaron en pedido',
  'summary.perReached': '{value} por carrito contactado',
  'summary.open': 'Siguen abandonados',
  'summary.openHint':
    'en {count, plural, one {# carrito abierto} many {# carritos abiertos} other {# carritos abiertos}}',
  'summary.openStep': 'Ver estos carritos',
  'summary.withoutLink': 'Pedidos sin enlace',
  'summary.withoutLinkHint': '{count, plural, one {# carrito} many {# carritos} other {# carritos}}, sin ningún enlace',
  'summary.before':
    '{value} {count, plural, one {el día anterior} many {en los # días anteriores} other {en los # días anteriores}}',

  'summary.trend': 'Día a día',
  'summary.trendValue': 'Ingresos recuperados, según el día en que se vio el carrito por primera vez.',
  'summary.trendCarts': 'Carritos recuperados, según el día en que se vieron por primera vez.',
  'summary.trendChart':
    'Línea de {count, plural, one {# día} many {# días} other {# días}}. El máximo fue {value}, el {day}.',
  'summary.trendEmpty':
    'Línea de {count, plural, one {# día} many {# días} other {# días}}. Todavía no se ha recuperado nada.',

  'summary.funnel': 'Del mensaje al pedido',
  'summary.funnelLede': 'Hasta dónde llegaron los carritos. Cada paso cuenta dentro del anterior.',
  'summary.sent': 'Contactados',
  'summary.opened': 'Abiertos',
  'summary.checkedOut': 'En el pago',
  'summary.ordered': 'Pedidos',
  'summary.ofAll': '{share} del total',
  'summary.funnelChart':
    'Gráfico de barras de carritos por paso. Contactados: {sent}. Abiertos: {opened}. En el pago: {checkedOut}. Pedidos: {ordered}.',
  'summary.scanners':
    'Los analizadores de correo que abren los enlaces en un navegador completo cuentan como aperturas.',

  'summary.channels': 'De dónde llegaron los clientes',
  'summary.channelsLede': 'Según el último enlace que abrieron.',
  'summary.channelHint': '{recovered} de {opened} acabaron en pedido',
  'summary.noChannels': 'Nadie ha abierto un enlace en este periodo.',

  'summary.lost': 'Perdido por falta de stock',
  'summary.lostLede': 'Lo que los clientes volvieron a buscar y no pudieron comprar, lo más caro primero.',
  'summary.lostHint': '{count, plural, one {# carrito} many {# carritos} other {# carritos}}',
  'summary.nothingLost': 'En este periodo no se ha perdido nada por falta de stock.',
  'summary.showAll': 'Ver todo ({count})',
  'summary.showFewer': 'Ver menos',

  'summary.waiting': 'A la espera de reposición',
  'summary.waitingLede':
    'Cuántos clientes han pedido un aviso, lo más esperado primero. «Avisados» cuenta lo que se envió a tu servicio o automatización en los últimos 90 días.',
  'summary.nobodyWaits': 'Ahora mismo nadie espera ningún artículo.',
  'summary.waitingHint': '{count, plural, one {# cliente espera} many {# clientes esperan} other {# clientes esperan}}',
  'summary.waitingSince': 'desde el {day}',
  'summary.notified': '{count, plural, one {# avisado} many {# avisados} other {# avisados}}',
  'summary.shoppers': 'Clientes que esperan',

  'summary.refusals': 'Rechazaron los mensajes',
  'summary.refusalsHint': '{count, plural, one {# cliente} many {# clientes} other {# clientes}}',
  'summary.unsent': 'Mensajes que no salieron',
  'summary.unsentHint': '{count, plural, one {# mensaje} many {# mensajes} other {# mensajes}}',
  'summary.nothingUnsent': 'Todos los mensajes de este periodo salieron.',
  'summary.unsentStep': 'Ver los mensajes',

  'summary.table': 'Ver como tabla',
  'summary.step': 'Paso',
  'summary.day': 'Día',
  'summary.abandoned': 'Carritos abandonados',
  'summary.carts': 'Carritos',
  'summary.share': 'Parte del total',
  'summary.product': 'Artículo',
  'summary.value': 'Valor',
  'summary.empty.title': 'Aún no hay nada que contar',
  'summary.empty.sentence':
    'En este periodo no se ha abandonado ni abierto ningún carrito. Las cifras aparecerán con el primero.',
  'summary.empty.step': 'Ver los carritos',
  'summary.announced': 'Resumen de {count, plural, one {# día} many {# días} other {# días}}.',

  ...lists,
  ...problems,
}
