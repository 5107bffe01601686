import { countItems } from '~/lib/cart/count-items'

export default async function Cart() {
  return (
    <main>
      <h1>Your cart</h1>
      <p>{await countItems()} things.</p>
    </main>
  )
}
