import { watchAddress } from './address.ts'
import type { Message } from './controls.ts'
import { byId, element } from './element.ts'
import { messageRow, messageView, titleOf } from './message.ts'

/** What the mailbox page tells its phone. */
export interface Phone {
  /** New messages come into sight at once, unless something else is being read. */
  show(messages: Message[]): void
  turnToInbox(): void
}

/** The phone on the mailbox page: a list of messages, one of them, and the page its button opens. */
export function createPhone(): Phone {
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
    // What the shopper waits for comes first; the e-mails that were there from the start keep their order.
    const news = messages.filter(isNews).toReversed()
    const rows = [...news, ...messages.filter((message) => !isNews(message))].map((message) =>
      messageRow(message, () => showMessage(message)),
    )
    turnTo('Inbox', rows.length ? element('ul', { class: 'inbox' }, ...rows) : nothingHere())
  }

  function showMessage(message: Message) {
    const view = messageView(message, (link) => openPage(link, () => showMessage(message)))
    turnTo(titleOf(message), view, showInbox)
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
    turnToInbox: showInbox,
  }
}

/** BigCommerce's own e-mails name their cart; that of the shop's service does not. */
const isNews = ({ channel, platform, name }: Message) =>
  channel !== 'email' || platform === 'tjar' || platform === 'vendure' || name === undefined

function nothingHere(): HTMLElement {
  return element('p', { class: 'empty-note' }, 'No messages. Nobody left a cart behind.')
}
