import { lifecycleOf, type QaGroup, stockOf } from './state.ts'

/** Messages a shopper agrees to, and the one that followed. */
export const reminders: QaGroup = {
  title: 'Reminders',
  states: [
    {
      name: 'consent-off',
      title: 'Not asked yet',
      description: 'One box for each way the shop can write. None is ticked beforehand.',
      status: 'ready',
      text: 'Remind me about this cart by WhatsApp',
    },
    {
      name: 'consent-on',
      title: 'Agreed',
      description: 'The box is ticked once the choice is saved, and not before.',
      status: 'ready',
      text: 'Saved. We may remind you by WhatsApp.',
      steps: () => [{ wait: 'ready' }, { tick: 'whatsapp' }],
    },
    {
      name: 'consent-revoked',
      title: 'Taken back',
      description: 'Ticked, saved, unticked. The no holds for the phone number, not only for this cart.',
      status: 'ready',
      text: 'Saved. No more reminders by WhatsApp.',
      steps: () => [{ wait: 'ready' }, { tick: 'whatsapp' }, { tick: 'whatsapp' }],
    },
    {
      name: 'consent-failed',
      title: 'Choice not saved',
      description: 'The line went dead under the thumb. The box stays as it was, and that is said.',
      status: 'ready',
      text: 'We couldn’t save that.',
      network: { path: '/consent', does: 'drop' },
      steps: () => [{ wait: 'ready' }, { tick: 'whatsapp' }],
    },
    {
      name: 'consent-stopped',
      title: 'All reminders stopped',
      description: 'One tap says no for every way the shop can write, in this cart and the next with the same number.',
      status: 'ready',
      text: 'Saved. No more reminders by WhatsApp.',
      steps: () => [{ wait: 'ready' }, { tap: 'stop-button' }],
    },
    {
      name: 'consent-shared',
      title: 'A friend’s link',
      description:
        'The cart’s owner copied the link. Who follows it can stop reminders, and cannot agree for the owner.',
      status: 'ready',
      text: 'Stop all reminders',
      link: 'shared',
    },
    {
      name: 'report-of-stock',
      title: 'Told by a reminder',
      description:
        'All is sold out, and only Buzzbip could write. The yes is asked for first; then “Notify me” is there.',
      arrange: async ({ cart, turn }) => {
        for (const index of cart.lines.keys()) await turn(stockOf(cart, index, 0))
      },
      status: 'ready',
      text: 'Notify me',
      steps: () => [{ wait: 'ready' }, { tick: 'whatsapp' }],
    },
    {
      name: 'report-until-order',
      title: 'Told until the order',
      description: 'The number is the cart’s. Once the rest is ordered there is none to write to, which the page says.',
      status: 'ready',
      text: 'That ends once you order this cart.',
      steps: () => [{ wait: 'ready' }, { tick: 'whatsapp' }, { tap: 'subscribe-button' }],
    },
    {
      name: 'from-whatsapp',
      title: 'Back from WhatsApp',
      description: 'The cart was left, BigCommerce said so, Buzzbip wrote once, and its message led here.',
      status: 'ready',
      link: 'message',
      arrange: ({ cart, turn }) => turn(lifecycleOf(cart, 'abandon')),
    },
  ],
}
