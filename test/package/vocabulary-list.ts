/** Words that the repository gave up for the field's own, and what stands for them now. */
export interface Replaced {
  /** In the spelling of an identifier: `handOver` is two words that follow each other. */
  was: string
  is: string
  /** Where it counts. @default 'anywhere' */
  where?: 'anywhere' | 'first' | 'whole'
}

const anywhere = (is: string, ...words: string[]): Replaced[] => words.map((was) => ({ was, is }))
/** Verbs, and words that make a limit of what follows. */
const first = (is: string, ...words: string[]): Replaced[] => words.map((was) => ({ was, is, where: 'first' }))
const whole = (is: string, ...words: string[]): Replaced[] => words.map((was) => ({ was, is, where: 'whole' }))

export const replaced: readonly Replaced[] = [
  ...anywhere('chosen, choices', 'wish', 'wishes', 'wanted', 'asked'),
  ...first('written', 'after', 'filled'),
  ...anywhere('PendingAction, completed', 'granted'),
  ...anywhere('deferred', 'later'),
  ...anywhere('internals', 'insides'),
  ...anywhere('cart-diff, LineDifference', 'moves', 'moved'),
  ...whole('LineDifference', 'Move'),
  ...anywhere('displayed', 'shown', 'seen'),
  ...anywhere('CartRef', 'handled', 'handed'),
  ...whole('CartRef', 'CartName', 'cartName'),
  ...anywhere('abandonedAt', 'leftAt'),
  ...anywhere('abandonmentCount', 'timesLeft'),
  ...first('record…', 'note', 'noted', 'noting'),
  ...first('receive…, record…, consume…, run', 'take', 'takes', 'taking'),
  ...anywhere('accepted, in use', 'taken'),
  ...anywhere('linkCarts, CartTransfer', 'handOver', 'lent', 'lend'),
  ...whole('findSourceCart', 'findSource'),
  ...first('max…, min…', 'most', 'longest', 'oldest'),
  ...first('withTimeout', 'within'),
  ...anywhere('timeoutMs', 'patience'),
  ...anywhere('TimeoutError', 'overTime'),
  ...anywhere('delay', 'pause'),
  ...whole('runOnce', 'once'),
  ...anywhere('revalidate', 'comeBack', 'cameBack'),
  ...anywhere('open, source', 'arrive', 'arrives', 'arrival'),
  ...anywhere('canSwitchNumber, switchNumber', 'mayBeOther', 'signInAgain'),
  ...whole('CartSession, ShopperSession, MerchantSession', 'Session'),
  ...whole('CartRecoveryProxy', 'Proxy'),
  ...whole('FetchContext', 'Caller'),
  ...whole('RequestContext', 'Visit'),
  ...whole('LineView', 'Line'),
  ...anywhere('lowStockThreshold', 'lowAt'),
  ...whole('sharedStockId', 'pool'),
  ...anywhere('http/request', 'border'),
  ...anywhere('MerchantMessage', 'merchantReport'),
  ...anywhere('tone', 'mood'),
  ...anywhere('neutralHeadline', 'calm'),
  ...anywhere('skeleton', 'bones'),
  ...anywhere('visually-hidden', 'unseen'),
  ...anywhere('templates', 'pieces'),
  ...anywhere('selectField', 'chooser'),
  ...anywhere('appearance, check', 'look', 'looks', 'looking'),
  ...anywhere('line-item.templates', 'lineItemParts'),
  ...whole('EventLineItem', 'toChosen', 'ChosenLineItem', 'toWatched', 'WatchedLineItem'),
  ...anywhere('availability', 'truth'),
  ...anywhere('described, lastChoice', 'said', 'told'),
  ...whole('described', 'say', 'tell'),
  ...anywhere('text', 'word', 'words'),
  ...whole('required, optional, ifSet', 'need', 'may', 'given'),
  ...anywhere('factories', 'makers'),
  ...whole('a noun for a thing', 'Noting', 'Looking', 'Asking', 'Occasion', 'Way', 'Goal', 'Fate', 'Ready'),
  ...anywhere('status, outcome', 'fate'),
  ...anywhere('to-platform', 'toContract'),
  ...anywhere('LineWrite, target', 'aim'),
  ...anywhere('similarity', 'likeness', 'untold', 'vague'),
  ...anywhere('sealCustomer, shopperToken', 'vouch', 'vouched'),
  ...whole('timestamp', 'moment', 'toMoment'),
  ...anywhere('VesuvioPay', 'Vesuviopay'),
  ...anywhere('BigCommerce', 'Bigcommerce'),
]

/** Names that hold such a word and stay, each with its reason. Public names are fixed by the package's users. */
export const allowed: Readonly<Record<string, string>> = {
  'CartEntry.firstSeenAt': 'a ledger has it stored: when the ledger first heard of a cart, not what a shopper saw',
  'Fault.after': 'public: a field of the sandbox’s control route',
  'OutboxFigure.oldestCreatedAt': 'of the message that has waited longest; it limits nothing',
  'RecordedChoice.granted': 'the word of data protection for a consent that was given',
  'ConsentRow.granted': 'the column of RecordedChoice.granted',
  'StoreContext.afterOrder': 'public: an option of the proxy',
  'TapReport.after': 'the quantities after the taps, beside those before',
  'UpstreamError.wasNotTaken': 'one of the three questions that every failure of a platform answers',
}
