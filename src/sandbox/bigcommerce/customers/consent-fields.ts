import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'

type Way = 'sms' | 'whatsapp'

const ways: readonly Way[] = ['sms', 'whatsapp']

/** What a customer ticked when they signed up: fields by the names the merchant gave them. */
export function formFieldsOf({ consent, customerId }: Cart, { world, readings }: SandboxContext) {
  const { formFields } = world.accounts.bigcommerce.consentFields
  const isList = readings.get('customerConsentValue') === 'list'
  const value = (isTicked: boolean) => (isList ? (isTicked ? ['Yes'] : []) : isTicked ? 'Yes' : 'No')
  return ways.map((way) => ({ customer_id: customerId, name: formFields[way], value: value(consent[way]) }))
}

/** What a guest ticked below the billing address: fields by their ids. */
export function customFieldsOf({ consent }: Cart, { world, readings }: SandboxContext) {
  const { consentFields } = world.accounts.bigcommerce
  const reading = readings.get('guestConsentValue')
  const [yes, no] = reading === 'Yes' ? ['Yes', 'No'] : ['1', '0']
  return ways
    .filter((way) => reading !== '1-or-absent' || consent[way])
    .map((way) => ({ field_id: consentFields[way], field_value: consent[way] ? yes : no }))
}
