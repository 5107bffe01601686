import { EmailEventListener } from '@vendure/email-plugin'
import { CartRecoveryMessageEvent, CartRecoveryPlugin } from 'cart-recovery/vendure-plugin'

const { CART_RECOVERY_VENDURE_SECRET, SHOP_URL } = process.env

export const cartRecovery = CartRecoveryPlugin.init({
  secret: CART_RECOVERY_VENDURE_SECRET,
  webhookUrl: `${SHOP_URL}/cart-recovery/webhooks/vendure`,
  publicUrl: SHOP_URL,
})

export const recoveryMessage = new EmailEventListener('cart-recovery')
  .on(CartRecoveryMessageEvent)
  .setRecipient(({ emailAddress }) => emailAddress)
  .setFrom('shop@shop.example')
  .setSubject('Your cart is waiting')
  .setTemplateVars(({ firstName, link }) => ({ firstName, link }))
