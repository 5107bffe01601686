// The shop's own script for a shopper who is signed in there: it gives the widget the word of the shop's server.
const frame = document.querySelector('cart-recovery')
const response = await fetch(`${location.pathname}/shopper-token`)
if (frame && response.ok) Object.assign(frame, await response.json())

export {}
