import type { ConsoleMessages } from '../text/messages.ts'
import { lists } from './pt/lists.ts'
import { problems } from './pt/problems.ts'

/** The console in Portuguese. */
export const messages: ConsoleMessages = {
  'views.summary': 'Resumo',
  'views.carts': 'Carrinhos',
  'views.messages': 'Mensagens',
  'views.settings': 'Configurações',
  navigation: 'Vistas',
  signOut: 'Sair',
  loading: 'Um momento…',
  tryAgain: 'Tentar de novo',
  readAgain: 'Recarregar',
  supportCode: 'Código para o suporte: {code}',
  none: '–',
  next: 'Próxima página',
  previous: 'Página anterior',
  page: 'Página {page}',
  all: 'Todos',

  'signIn.title': 'Entrar no console',
  'signIn.lede': 'É preciso uma chave de lojista. Está com quem configurou a loja.',
  'signIn.key': 'Chave de lojista',
  'signIn.hint': 'Fica só na memória desta página. Ao recarregar, será pedida de novo.',
  'signIn.submit': 'Entrar',
  'signIn.busy': 'Um momento…',
  'signIn.unknownKey': 'Esta loja não conhece essa chave.',
  'signIn.endedTitle': 'Entre de novo',
  'signIn.ended': 'A sessão terminou. Tudo está onde estava, e nada do que escreveu se perdeu.',
  'signIn.done': 'A sessão está aberta.',
  'signIn.signedOut': 'A sessão foi encerrada.',

  'channel.email': 'E-mail',
  'channel.sms': 'SMS',
  'channel.whatsapp': 'WhatsApp',
  'channel.link': 'Link próprio',
  via: '{channel}, por {platform}',

  'cartStatus.abandoned': 'Abandonado',
  'cartStatus.opened': 'Aberto',
  'cartStatus.checked-out': 'Em finalização',
  'cartStatus.recovered': 'Recuperado',
  'cartStatus.closed': 'Fechado',

  'messageStatus.pending': 'Em espera',
  'messageStatus.sent': 'Enviada',
  'messageStatus.unconfirmed': 'Não confirmada',
  'messageStatus.cancelled': 'Cancelada',
  'messageStatus.withheld': 'Retida',
  'messageStatus.failed': 'Falhou',

  'summary.title': 'Resumo',
  'summary.period': 'Período',
  'summary.days': '{count, plural, one {# dia} many {# de dias} other {# dias}}',
  'summary.range': '{from} a {to}',
  'summary.recovered': 'Receita recuperada',
  'summary.recoveredHint':
    '{count, plural, =0 {# carrinhos pedidos por um link de recuperação} one {# carrinho pedido por um link de recuperação} many {# de carrinhos pedidos por um link de recuperação} other {# carrinhos pedidos por um link de recuperação}}',
  'summary.perOrder': '{value} por pedido, em média',
  'summary.rate': 'Taxa de recuperação',
  'summary.rateHint': 'dos carrinhos alcançados viraram pedido',
  'summary.perReached': '{value} por carrinho alcançado',
  'summary.open': 'Ainda abandonados',
  'summary.openHint':
    'em {count, plural, =0 {# carrinhos abertos} one {# carrinho aberto} many {# de carrinhos abertos} other {# carrinhos abertos}}',
  'summary.openStep': 'Ver estes carrinhos',
  'summary.withoutLink': 'Pedidos sem link',
  'summary.withoutLinkHint':
    '{count, plural, =0 {# carrinhos} one {# carrinho} many {# de carrinhos} other {# carrinhos}}, sem nenhum link',
  'summary.before':
    '{value} {count, plural, one {no dia anterior} many {nos # de dias anteriores} other {nos # dias anteriores}}',

  'summary.trend': 'Dia a dia',
  'summary.trendValue': 'Receita recuperada, pelo dia em que o carrinho foi visto pela primeira vez.',
  'summary.trendCarts': 'Carrinhos recuperados, pelo dia em que foram vistos pela primeira vez.',
  'summary.trendChart':
    'Linha de {count, plural, one {# dia} many {# de dias} other {# dias}}. Valor mais alto: {value}, {day}.',
  'summary.trendEmpty':
    'Linha de {count, plural, one {# dia} many {# de dias} other {# dias}}. Ainda nada foi recuperado.',

  'summary.funnel': 'Da mensagem ao pedido',
  'summary.funnelLede': 'Até onde os carrinhos chegaram. Cada etapa conta dentro da anterior.',
  'summary.sent': 'Alcançados',
  'summary.opened': 'Abertos',
  'summary.checkedOut': 'Em finalização',
  'summary.ordered': 'Pedidos',
  'summary.ofAll': '{share} de todos',
  'summary.funnelChart':
    'Barras dos carrinhos por etapa. Alcançados: {sent}. Abertos: {opened}. Em finalização: {checkedOut}. Pedidos: {ordered}.',
  'summary.scanners': 'Verificadores de e-mail que abrem os links em um navegador completo contam como aberturas.',

  'summary.channels': 'De onde vieram os clientes',
  'summary.channelsLede': 'Pelo último link aberto.',
  'summary.channelHint': 'Pedidos: {recovered} de {opened}',
  'summary.noChannels': 'Nenhum link foi aberto neste período.',

  'summary.lost': 'Perdido por falta de estoque',
  'summary.lostLede': 'O que os clientes voltaram para comprar e não conseguiram, o mais caro primeiro.',
  'summary.lostHint': '{count, plural, one {# carrinho} many {# de carrinhos} other {# carrinhos}}',
  'summary.nothingLost': 'Nada se perdeu por falta de estoque neste período.',
  'summary.showAll': 'Mostrar todos ({count})',
  'summary.showFewer': 'Mostrar menos',

  'summary.waiting': 'À espera de reposição',
  'summary.waitingLede':
    'Quantos clientes pediram um aviso, o produto mais esperado primeiro. “Avisados” conta o que foi enviado para o seu serviço ou para a sua automação nos últimos 90 dias.',
  'summary.nobodyWaits': 'Neste momento ninguém espera por um produto.',
  'summary.waitingHint':
    '{count, plural, one {# cliente espera} many {# de clientes esperam} other {# clientes esperam}}',
  'summary.waitingSince': 'desde {day}',
  'summary.notified': '{count, plural, one {# avisado} many {# de avisados} other {# avisados}}',
  'summary.shoppers': 'Clientes à espera',

  'summary.refusals': 'Recusaram mensagens',
  'summary.refusalsHint': '{count, plural, =0 {# clientes} one {# cliente} many {# de clientes} other {# clientes}}',
  'summary.unsent': 'Mensagens que não saíram',
  'summary.unsentHint': '{count, plural, one {# mensagem} many {# de mensagens} other {# mensagens}}',
  'summary.nothingUnsent': 'Todas as mensagens deste período saíram.',
  'summary.unsentStep': 'Ver as mensagens',

  'summary.table': 'Mostrar como tabela',
  'summary.step': 'Etapa',
  'summary.day': 'Dia',
  'summary.abandoned': 'Carrinhos abandonados',
  'summary.carts': 'Carrinhos',
  'summary.share': 'Parte do total',
  'summary.product': 'Produto',
  'summary.value': 'Valor',
  'summary.empty.title': 'Ainda nada para contar',
  'summary.empty.sentence':
    'Nenhum carrinho foi abandonado ou aberto neste período. Os números aparecem com o primeiro.',
  'summary.empty.step': 'Ver os carrinhos',
  'summary.announced': 'Resumo de {count, plural, one {# dia} many {# de dias} other {# dias}}.',

  ...lists,
  ...problems,
}
