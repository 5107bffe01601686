/** What the hosted page says besides the widget's sentences. */
export interface HostedMessages {
  /** Title of the page. */
  title: string
  /** Leads to the page that works without a script. */
  withoutScript: string
  /** Works the total out anew, for the quantities in the form. */
  update: string
  /** Only a signed-in shopper can go on, which the page cannot do without a script. */
  scriptNeeded: string
}

/** By language; English for every other. */
export const hostedMessages: Record<string, HostedMessages> & { en: HostedMessages } = {
  en: {
    title: 'Your cart',
    withoutScript: 'Show my cart',
    update: 'Update total',
    scriptNeeded: 'This step asks for your phone number. Please switch JavaScript on, and open the link again.',
  },
  de: {
    title: 'Ihr Warenkorb',
    withoutScript: 'Warenkorb anzeigen',
    update: 'Summe aktualisieren',
    scriptNeeded:
      'Dafür wird Ihre Telefonnummer gebraucht. Schalten Sie JavaScript ein und öffnen Sie den Link noch einmal.',
  },
}
