import { type CustomFields, LanguageCode } from '@vendure/core'

const en = (text: string) => [{ languageCode: LanguageCode.en, value: text }]

/** The states of a cart's recovery that administrators read at the order. */
export const recoveryStates = ['message-sent', 'checked-out', 'recovered'] as const

export type RecoveryState = (typeof recoveryStates)[number]

/** Set by the shop where the shopper was asked: yes, no, or not asked. */
const consent = {
  name: 'cartRecoveryConsent',
  type: 'boolean',
  nullable: true,
  label: en('May be reminded of a cart'),
} as const

/** What the plugin keeps with orders. `internal`: in the database alone, in neither API. */
export const orderFields = [
  {
    name: 'cartRecoveryState',
    type: 'string',
    nullable: true,
    public: false,
    readonly: true,
    label: en('Cart recovery'),
    options: recoveryStates.map((value) => ({ value })),
  },
  consent,
  { name: 'cartRecoveryClaims', type: 'text', nullable: true, internal: true },
  { name: 'cartRecoveryMessages', type: 'text', nullable: true, internal: true },
] satisfies CustomFields['Order']

/** What the plugin keeps with customers. */
export const customerFields = [consent] satisfies CustomFields['Customer']
