import { useEffect, useState } from 'react'

/** The first page. How many things are in the cart is asked of the shop's own server. */
export function Shop() {
  const [itemCount, setItemCount] = useState<number>()
  useEffect(() => {
    fetch('/api/cart')
      .then((response) => response.json())
      .then((cart: { itemCount: number }) => setItemCount(cart.itemCount))
  }, [])
  return (
    <header>
      <a href="/">Shop</a> Cart: <span data-cart-count>{itemCount}</span>
    </header>
  )
}
