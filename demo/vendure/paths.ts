/** Where the store on the engine is, beside those of the sandbox. */
export const vendurePaths = { proxy: '/vendure/cart-recovery', recovery: '/vendure/recover', shop: '/vendure/' }
