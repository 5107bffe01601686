import type { Message } from './controls.ts'
import { element } from './element.ts'
import { titleOf as nameOf } from './platform-titles.ts'

const shop = 'Alder & Wool'
const programs = { whatsapp: 'WhatsApp', sms: 'Text' }

/** A message as a row of the inbox: who, how it came, and how it begins. */
export function messageRow(message: Message, open: () => void): HTMLElement {
  const { channel, to, subject, text } = message
  const [first = '', ...rest] = text
    .replaceAll(/https?:\/\/\S+/g, brief)
    .split('\n')
    .filter(Boolean)
  const isMail = channel === 'email'
  const title = isMail ? (subject ?? first) : titleOf(message)
  const button = element(
    'button',
    { type: 'button' },
    element('span', { class: `seal ${channel}`, 'aria-hidden': 'true' }, isMail ? '&' : ''),
    element('span', { class: 'from' }, ...(isMail ? [mark(message), `${shop}, to ${to}`] : [`To ${to}`])),
    element('span', { class: 'subject', dir: 'auto' }, title),
    title === first
      ? undefined
      : element(
          'span',
          { class: isMail ? 'preview' : 'preview long', dir: 'auto' },
          isMail ? (rest[0] ?? first) : first,
        ),
  )
  button.addEventListener('click', open)
  return element('li', {}, button)
}

/** What stands above a message: of a chat, by which program it came and from whom. */
export function titleOf({ channel }: Message): string {
  return channel === 'email' ? 'Message' : `${programs[channel]} · ${shop}`
}

/** A message as its own program shows it: a letter, or a bubble with a card for its link. */
export function messageView(message: Message, follow: (link: string) => void): HTMLElement {
  return message.channel === 'email' ? letter(message, follow) : chat(message, follow)
}

function letter(message: Message, follow: (link: string) => void): HTMLElement {
  const { subject, text, to, link } = message
  return element(
    'article',
    { class: 'mail' },
    element('h2', { dir: 'auto' }, subject ?? 'Your cart'),
    element('p', { class: 'from' }, mark(message), `From ${shop} to ${to}`),
    element('p', { class: 'words', dir: 'auto' }, ...withLinks(text, follow)),
    ...(link ? [opener('Back to your cart', { class: 'button' }, link, follow), elsewhere(link)] : []),
  )
}

function chat(message: Message, follow: (link: string) => void): HTMLElement {
  const { channel, text, to, link } = message
  const card =
    link &&
    opener('', { class: 'card' }, link, follow, element('strong', {}, 'Your cart'), element('span', {}, hostOf(link)))
  return element(
    'article',
    { class: `chat ${channel}` },
    element('p', { class: 'from' }, `To ${to}`),
    element('div', { class: 'bubble' }, card || undefined, element('p', { dir: 'auto' }, ...withLinks(text, follow))),
    link ? elsewhere(link) : undefined,
  )
}

/** Says who sent an e-mail, where that is not the shop's usual platform. */
function mark({ platform }: Message): HTMLElement | undefined {
  const isOther = platform === 'tjar' || platform === 'vendure'
  return isOther ? element('span', { class: 'mark' }, nameOf(platform)) : undefined
}

/** A text with its addresses as shortened links. */
function withLinks(text: string, follow: (link: string) => void): (string | HTMLElement)[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 ? opener(shorten(part), { class: 'address-in-text' }, part, follow) : part))
}

function opener(
  label: string,
  attributes: Record<string, string>,
  link: string,
  follow: (link: string) => void,
  ...content: HTMLElement[]
): HTMLElement {
  const anchor = element('a', { ...attributes, href: link }, label, ...content)
  anchor.addEventListener('click', (event) => {
    // With a modifier key the browser opens the link as usual.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    follow(link)
  })
  return anchor
}

function elsewhere(link: string): HTMLElement {
  const attributes = { class: 'elsewhere', href: link, target: '_blank', rel: 'noopener' }
  return element('a', attributes, 'Open it in a tab of its own')
}

const hostOf = (link: string) => new URL(link).host

/** Where an address leads, in a line that is no link. */
const brief = (link: string) => (URL.canParse(link) ? `${hostOf(link)}…` : link)

function shorten(link: string): string {
  const text = link.replace(/^https?:\/\//, '')
  return text.length > 44 ? `${text.slice(0, 40)}…` : text
}
