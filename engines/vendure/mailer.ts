import { EmailEventListener, EmailPlugin } from '@vendure/email-plugin'

import { CartRecoveryMessageEvent } from '../../src/engines/vendure/plugin.ts'

/** A message that the engine's mailer sent. */
export interface Mail {
  to: string
  subject: string
  html: string
}

/** The handler that docs/vendure.md shows. */
const recoveryMessage = new EmailEventListener('cart-recovery')
  .on(CartRecoveryMessageEvent)
  .setRecipient(({ emailAddress }) => emailAddress)
  .setFrom('shop@example.com')
  .setSubject('Your cart is waiting')
  .setTemplateVars(({ firstName, link }) => ({ firstName, link }))

const template = `<mjml><mj-body><mj-section><mj-column>
  <mj-text>Hello {{ firstName }}, you left something in your cart.</mj-text>
  <mj-button href="{{ link }}">Back to your cart</mj-button>
</mj-column></mj-section></mj-body></mjml>`

/** The engine's mailer, which hands its messages over instead of sending them. */
export function mailer(onMail: (mail: Mail) => void) {
  return EmailPlugin.init({
    handlers: [recoveryMessage],
    templateLoader: { loadTemplate: async () => template, loadPartials: async () => [] },
    transport: {
      type: 'testing',
      onSend: ({ recipient, subject, body }) => onMail({ to: recipient, subject, html: body }),
    },
  })
}
