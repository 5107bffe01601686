/** What a merchant reads about a problem. `again: false`: trying again cannot help, so no button offers it. */
export interface ProblemText {
  title: string
  sentence: string
  again?: false
}

/** By the problem's code. */
export const problems: Partial<Record<string, ProblemText>> = {
  unauthorized: { title: 'Your session has ended', sentence: 'Sign in again to go on.' },
  'origin-not-allowed': {
    title: 'This page may not ask the shop’s data',
    sentence: 'Its address is not among the console’s allowed origins. Add it to the store’s configuration.',
    again: false,
  },
  'not-found': {
    title: 'There is nothing here',
    sentence: 'It may have been deleted, or the console is switched off for this store.',
  },
  'cart-gone': {
    title: 'This cart is gone',
    sentence: 'It was ordered, emptied or deleted on its platform.',
    again: false,
  },
  'not-supported': {
    title: 'This store can’t do that',
    sentence: 'None of its platforms offers it.',
    again: false,
  },
  'invalid-request': { title: 'That wasn’t accepted', sentence: 'Check what you filled in.' },
  busy: {
    title: 'The platform is busy',
    sentence: 'It allows only so many questions at a time. Try again in a moment.',
  },
  'upstream-down': {
    title: 'The platform isn’t answering',
    sentence: 'Nothing was changed. Try again in a moment.',
  },
  'store-down': {
    title: 'The proxy can’t reach its own records',
    sentence: 'Nothing was changed. Try again in a moment.',
  },
  unconfirmed: {
    title: 'We don’t know whether that was saved',
    sentence: 'The answer was lost on its way. Read it again before you change anything.',
  },
  offline: { title: 'You seem to be offline', sentence: 'Check your connection and try again.' },
}

/** A platform that did answer, and why the proxy could not use that: the detail is in the proxy's own words. */
export const unusableAnswer = (detail: string): ProblemText => ({
  title: 'The platform gave no usable answer',
  sentence: `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`,
})

export const unknownProblem: ProblemText = {
  title: 'Something went wrong on our side',
  sentence: 'Nothing was changed. Try again; if it stays, pass on the support code.',
}

/** Why a message was not sent, by problem code or by the message's own reason. */
export const refusals: Partial<Record<string, string>> = {
  'already-reminded': 'A reminder was already sent for this cart. Nobody gets two.',
  'already-ordered': 'This cart was ordered. Nobody is written to after the order.',
  'consent-refused': 'The shopper doesn’t want to be written to.',
  'no-consent': 'The shopper has not agreed to be written to.',
  'no-contact': 'The cart has no address to write to.',
  'account-cart': 'The cart is a signed-in customer’s, and a link would not open it.',
  'contact-not-allowed': 'For now the shop writes to listed contacts only, and the shopper is not one of them.',
  'cart-gone': 'The cart was emptied, deleted or has expired.',
  'not-found': 'The cart is not there any more.',
  'not-supported': 'The cart’s platform sends no reminders.',
  'not-sent': 'The platform refused to send it.',
  'no-link': 'Its link could not be made. The shop’s technician finds the cause in the log.',
  rejected: 'The platform refused to send it.',
  'too-old': 'It waited too long, and would have come too late.',
  interrupted: 'Sending was interrupted.',
  'no-answer': 'The platform never answered.',
  'enough-today': 'That number was sent enough messages today.',
  cancelled: 'It was called off before it went out.',
}
export const unknownRefusal = 'The platform gave no reason.'
