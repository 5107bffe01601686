import type { QaGroup, QaState, Step } from './state.ts'

/** The first sold-out line is asked for. */
const asked = (...before: Step[]): Pick<QaState, 'status' | 'cart' | 'steps'> => ({
  status: 'ready',
  cart: 'one-sold-out',
  steps: () => [{ wait: 'ready' }, ...before, { tap: 'subscribe-button' }],
})

/** "Notify me" on a platform that keeps no such lists: the shop itself tells its shopper. */
export const notify: QaGroup = {
  title: 'Back in stock, by the shop',
  states: [
    {
      name: 'notify',
      title: 'Told by the shop’s service',
      description: 'One tap and no phone: the proxy watches the line and tells a service of the shop, which writes.',
      text: 'You’re on the list',
      notify: 'service',
      ...asked(),
    },
    {
      name: 'notify-by-event',
      title: 'Told by the shop’s own page',
      description: 'The page answers the request with a service of its own, and the proxy is not asked.',
      text: 'You’re on the list',
      notify: 'event',
      ...asked({ service: 'takes' }),
    },
    {
      name: 'notify-failing',
      title: 'A service that is away',
      description: 'The page’s own service did not take it. Nothing is promised, and the button is there to try again.',
      text: 'The shop isn’t answering.',
      notify: 'event',
      ...asked({ service: 'fails' }),
    },
  ],
}
