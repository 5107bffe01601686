/** The largest quantity of one line that the proxy accepts. More is a mistake or an attack. */
export const maxQuantity = 9999
