import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'

type MessageChannel = 'sms' | 'whatsapp'

const messageChannels: readonly MessageChannel[] = ['sms', 'whatsapp']

/** The boxes a customer ticked at sign-up, by the names the merchant gave the fields. */
export function formFieldsOf({ consent, customerId }: Cart, { world, readings }: SandboxContext) {
  const { formFields } = world.accounts.bigcommerce.consentFields
  const isList = readings.get('customerConsentValue') === 'list'
  const value = (isTicked: boolean) => (isList ? (isTicked ? ['Yes'] : []) : isTicked ? 'Yes' : 'No')
  return messageChannels.map((messageChannel) => ({
    customer_id: customerId,
    name: formFields[messageChannel],
    value: value(consent[messageChannel]),
  }))
}

/** The boxes a guest ticked below the billing address, by the ids of the fields. */
export function customFieldsOf({ consent }: Cart, { world, readings }: SandboxContext) {
  const { consentFields } = world.accounts.bigcommerce
  const reading = readings.get('guestConsentValue')
  const [yes, no] = reading === 'Yes' ? ['Yes', 'No'] : ['1', '0']
  return messageChannels
    .filter((messageChannel) => reading !== '1-or-absent' || consent[messageChannel])
    .map((messageChannel) => ({
      field_id: consentFields[messageChannel],
      field_value: consent[messageChannel] ? yes : no,
    }))
}

/** A German number as people type it at home: `0170 1234501`. */
export function toNational(phone: string): string {
  return phone.replace(/^\+49(\d{3})(\d+)$/, '0$1 $2')
}
