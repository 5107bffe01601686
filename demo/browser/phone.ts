import { watchAddress } from './address.ts'
import type { Message } from './controls.ts'
import { byId, element } from './element.ts'

/** The phone on the mailbox page: a list of messages, one of them, and the page its button opens. */
export function createPhone(): { show(messages: Message[]): void; reset(): void } {
  const screen = byId('screen')
  const back = byId('back')
  let messages: Message[] = []
  let goBack = showInbox
  let leave = () => {}
  back.addEventListener('click', () => goBack())

  function turnTo(title: string, content: HTMLElement, previous?: () => void) {
    leave()
    leave = () => {}
    byId('phone-title').textContent = title
    back.hidden = !previous
    goBack = previous ?? showInbox
    screen.replaceChildren(content)
    screen.scrollTop = 0
  }

  function showInbox() {
    // The newest text message is what somebody waits for; e-mails keep their order.
    const texts = messages.filter(({ channel }) => channel === 'sms').toReversed()
    const rows = [...texts, ...messages.filter(({ channel }) => channel !== 'sms')].map((message) => {
      const button = element(
        'button',
        { type: 'button' },
        element('span', { class: 'seal', 'aria-hidden': 'true' }, '&'),
        element('span', { class: 'from' }, `Alder & Wool, to ${message.to}`),
        element('span', { class: 'subject' }, subjectOf(message)),
        element('span', { class: 'preview' }, message.text.split('\n').filter(Boolean)[1] ?? message.text),
      )
      button.addEventListener('click', () => showMessage(message))
      return element('li', {}, button)
    })
    turnTo('Inbox', rows.length ? element('ul', { class: 'inbox' }, ...rows) : nothingHere())
  }

  function showMessage(message: Message) {
    const { text, to, link } = message
    const subject = subjectOf(message)
    const open = element('a', { class: 'button', href: link ?? '#' }, 'Back to your cart')
    open.addEventListener('click', (event) => {
      // With a modifier key the link does what links do.
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      openPage(link, () => showMessage(message))
    })
    const elsewhere = { class: 'elsewhere', href: link ?? '#', target: '_blank', rel: 'noopener' }
    turnTo(
      'Message',
      element(
        'article',
        { class: 'mail' },
        element('h2', {}, subject),
        element(
          'p',
          { class: 'from' },
          `${message.channel === 'sms' ? 'Text message from' : 'From'} Alder & Wool to ${to}`,
        ),
        element('p', { class: 'words' }, text),
        link ? open : undefined,
        link ? element('a', elsewhere, 'Open it in a tab of its own') : undefined,
      ),
      showInbox,
    )
  }

  function openPage(link: string, previous: () => void) {
    const frame = element('iframe', { title: 'The shop, opened from the message', src: link })
    turnTo('Shop', frame, previous)
    leave = watchAddress(frame, link)
  }

  return {
    show(next) {
      const isFirst = messages.length === 0
      const changed = JSON.stringify(next) !== JSON.stringify(messages)
      messages = next
      if (isFirst || (changed && back.hidden)) showInbox()
    },
    reset: showInbox,
  }
}

/** An e-mail's subject; a text message has none, and begins with what matters. */
function subjectOf({ channel, subject, text }: Message): string {
  if (channel === 'sms') return `Text: ${text.split('\n')[0]}`
  return subject ?? 'Your cart'
}

function nothingHere(): HTMLElement {
  return element('p', { class: 'empty-note' }, 'No messages. Nobody left a cart behind.')
}
