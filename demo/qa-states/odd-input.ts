import { priceOf, type QaGroup, type QaSetup } from './state.ts'

/** Names the first lines of the cart anew. */
function rename({ world, cart }: QaSetup, ...names: string[]): void {
  const lines = world.carts.find(({ id }) => id === cart.id)?.lines ?? []
  for (const [index, name] of names.entries()) {
    const line = lines[index]
    if (line) line.name = name
  }
}

/** What a catalogue or a page may hold that no one meant. The page stays whole and says what can be said. */
export const oddInput: QaGroup = {
  title: 'Odd input',
  states: [
    {
      name: 'odd-names',
      title: 'Odd names',
      description: 'Markup, which stays text; marks that turn the direction; two hundred characters; emoji.',
      status: 'ready',
      arrange: (setup) =>
        rename(
          setup,
          '<i>Mug</i> &amp; <script>saucer',
          '\u202eBeanie, written backwards\u2066 and never closed',
          'A linen shirt with a name of two hundred characters, as those have it who put size, colour, fabric, care and season into it: large, sand, stonewashed linen from Flanders, wash at thirty, summer '.padEnd(
            200,
            '.',
          ),
          '🧣👩‍👩‍👧‍👦🇩🇪🧶❤️‍🔥',
        ),
    },
    {
      name: 'arabic-name',
      title: 'An Arabic name among English words',
      description: 'Its price moved. The numbers beside the name keep their order.',
      status: 'ready',
      problem: 'stock-moved',
      cart: 'all-available',
      arrange: (setup) => rename(setup, 'كوب خزفي'),
      steps: ({ cart }) => [{ wait: 'ready' }, priceOf(cart, 0, 21), { tap: 'checkout-button' }],
    },
    {
      name: 'price-zero',
      title: 'For nothing',
      description: 'A price of 0 is a price: the line stays, and the total is what the others cost.',
      status: 'ready',
      cart: 'all-available',
      arrange: ({ cart, turn }) => turn(priceOf(cart, 0, 0)),
    },
    {
      name: 'unknown-currency',
      title: 'A currency without a sign',
      description: 'The code that ISO 4217 keeps for tests, which browsers know no sign for: the code itself is shown.',
      status: 'ready',
      text: 'XTS',
      cart: 'all-available',
      arrange({ world, cart }) {
        const kept = world.carts.find(({ id }) => id === cart.id)
        if (kept) kept.currency = 'XTS'
      },
    },
    {
      name: 'malformed-lang',
      title: 'A language that is none',
      description: 'The page’s lang is no tag. Words and numbers are English.',
      status: 'ready',
      view: { lang: 'de_DE.UTF-8!' },
    },
    {
      name: 'wrong-messages',
      title: 'Words of the wrong kind',
      description: 'The shop’s own messages are numbers, lists and broken patterns. What is no text is passed over.',
      status: 'ready',
      text: 'Your cart, with 2 changes',
      steps: () => [
        {
          messages: {
            'changed.title': 7,
            'ready.title': null,
            remove: ['Remove'],
            total: {},
            each: '{price',
            keepShopping: '{nothing}{count, plural, one {#}} left',
            'no such key': 'Never shown',
          },
        },
        { wait: 'ready' },
      ],
    },
  ],
}
