import { toMinor } from '../currency.ts'
import type { LineWriter } from './write-cart.ts'

/** A certificate of fifty of the cart's currency, for a relative. */
export function giftCertificate(family: string, from: string, to: string): LineWriter {
  const address = (name: string, role: string) => `${name}.${role}@mail.example`.toLowerCase()
  return ({ lineId, index, currency }) => ({
    kind: 'gift-certificate',
    id: lineId(index),
    name: `Gift certificate for ${to}`,
    theme: 'Birthday',
    quantity: 1,
    amount: toMinor(50, currency),
    sender: { name: `${from} ${family}`, email: address(from, 'sender') },
    recipient: { name: `${to} ${family}`, email: address(to, 'recipient') },
    message: 'For the flat, or for cake.',
  })
}

/** A line the catalogue does not know. */
export const giftWrapping: LineWriter = ({ lineId, index, currency }) => ({
  kind: 'custom',
  id: lineId(index),
  sku: 'GIFT-WRAP',
  name: 'Gift wrapping by hand',
  quantity: 1,
  listPrice: toMinor(4.5, currency),
  picture: 'gift-wrap-rust.svg',
})
