import * as z from 'zod'

/**
 * A platform's own abandoned-cart messages: who gets them, and when. The names are the ones of the platform's documentation
 * and control panel, so that a merchant recognises them.
 */
export const AbandonedCartSettings = z.strictObject({
  enable_notification: z.boolean(),
  email_customer_until_cart_is_recovered: z.boolean(),
  marketing_emails_require_customer_consent: z.boolean(),
  email_merchant_when_cart_is_converted: z.boolean(),
  email_merchant_when_cart_is_abandoned: z.boolean(),
  merchant_email_address: z.email(),
  /** `digest`: one e-mail about several carts; `individual`: one for each. */
  merchant_abandoned_cart_email_frequency_type: z.enum(['digest', 'individual']),
  /** Carts per digest. */
  merchant_abandoned_cart_digest_email_frequency: z.int().min(2).max(1000),
})
export type AbandonedCartSettings = z.infer<typeof AbandonedCartSettings>

const { shape } = AbandonedCartSettings

/** The values of one sales channel. Null means that the store's value applies. */
export const ChannelCartSettings = z.strictObject({
  enable_notification: shape.enable_notification.nullable(),
  email_customer_until_cart_is_recovered: shape.email_customer_until_cart_is_recovered.nullable(),
  marketing_emails_require_customer_consent: shape.marketing_emails_require_customer_consent.nullable(),
  email_merchant_when_cart_is_converted: shape.email_merchant_when_cart_is_converted.nullable(),
  email_merchant_when_cart_is_abandoned: shape.email_merchant_when_cart_is_abandoned.nullable(),
  merchant_email_address: shape.merchant_email_address.nullable(),
  /** `digest`: one e-mail about several carts; `individual`: one for each. */
  merchant_abandoned_cart_email_frequency_type: shape.merchant_abandoned_cart_email_frequency_type.nullable(),
  merchant_abandoned_cart_digest_email_frequency: shape.merchant_abandoned_cart_digest_email_frequency.nullable(),
})
export type ChannelCartSettings = z.infer<typeof ChannelCartSettings>

/**
 * The settings as the platform holds them, which may be more than it takes: no address or several, a digest of 0. Null: a
 * channel has the store's value, a store says nothing.
 */
export const StoredCartSettings = z.strictObject({
  enable_notification: z.boolean().nullable(),
  email_customer_until_cart_is_recovered: z.boolean().nullable(),
  marketing_emails_require_customer_consent: z.boolean().nullable(),
  email_merchant_when_cart_is_converted: z.boolean().nullable(),
  email_merchant_when_cart_is_abandoned: z.boolean().nullable(),
  merchant_email_address: z.string().nullable(),
  /** `digest`: one e-mail about several carts; `individual`: one for each. */
  merchant_abandoned_cart_email_frequency_type: shape.merchant_abandoned_cart_email_frequency_type.nullable(),
  merchant_abandoned_cart_digest_email_frequency: z.int().nullable(),
})
export type StoredCartSettings = z.infer<typeof StoredCartSettings>
