import type { SettingName } from '../state/settings-view.ts'

/** The label of a setting, and what a merchant should know about it. */
export interface SettingText {
  label: string
  hint?: string
}

export const settingText: Record<SettingName, SettingText> = {
  enable_notification: {
    label: 'Write to shoppers who left a cart',
    hint: 'The platform’s own e-mails. Reminders from this console are separate.',
  },
  email_customer_until_cart_is_recovered: { label: 'Keep writing until the cart is recovered' },
  marketing_emails_require_customer_consent: {
    label: 'Write only to shoppers who agreed to marketing e-mails',
  },
  email_merchant_when_cart_is_abandoned: { label: 'Tell us when a cart is left' },
  email_merchant_when_cart_is_converted: { label: 'Tell us when a left cart is ordered' },
  merchant_email_address: { label: 'Where to tell us', hint: 'One e-mail address.' },
  merchant_abandoned_cart_email_frequency_type: { label: 'How to tell us about left carts' },
  merchant_abandoned_cart_digest_email_frequency: {
    label: 'Carts per digest',
    hint: 'From 2 to 1,000. Counts only where we are told in digests.',
  },
}

/** The fieldsets of the form. */
export const settingGroups: readonly { title: string; names: readonly SettingName[] }[] = [
  {
    title: 'E-mails to shoppers',
    names: [
      'enable_notification',
      'email_customer_until_cart_is_recovered',
      'marketing_emails_require_customer_consent',
    ],
  },
  {
    title: 'E-mails to us',
    names: [
      'email_merchant_when_cart_is_abandoned',
      'email_merchant_when_cart_is_converted',
      'merchant_email_address',
      'merchant_abandoned_cart_email_frequency_type',
      'merchant_abandoned_cart_digest_email_frequency',
    ],
  },
]

const count = (n: number) => (n === 1 ? '1 setting' : `${n} settings`)

export const settingsMessages = {
  title: 'Settings',
  lede: 'How the platform itself writes about carts that were left: to shoppers, and to you.',
  whose: 'Settings of',
  store: 'The store',
  channel: (id: string) => `Channel ${id}`,
  overrides: (n: number) =>
    n === 0 ? 'This channel overrides nothing: it does what the store does.' : `This channel overrides ${count(n)}.`,
  ownValue: 'Own value',
  asStore: (value: string) => `As the store: ${value}`,
  on: 'On',
  off: 'Off',
  notTold: 'Not set',
  digest: 'In digests',
  individual: 'One by one',
  save: 'Save settings',
  saving: 'Saving…',
  saved: 'Saved. This is what the platform holds now.',
  savedBut: (names: string) => `Saved, but the platform holds something else for: ${names}.`,
  failed: 'Not saved.',
  wrongField: 'The platform doesn’t take this value.',
  unsupported: {
    title: 'No settings here',
    sentence: 'This store’s platform keeps its abandoned-cart settings to itself. Change them in its control panel.',
  },
}
