import type { Channel, Order, RequestContext, RequestContextService } from '@vendure/core'

/** The channel that the shopper filled the cart in. The default channel holds the orders of every channel as well. */
export function ownChannel(ctx: RequestContext, { channels }: Order): Channel {
  const [own, ...others] = channels.filter(({ code }) => code !== '__default_channel__')
  return own && others.length === 0 ? own : ctx.channel
}

/**
 * The same request in the cart's own channel and currency. In any other the engine gives every line that channel's price when one
 * of them changes, and the cart another currency.
 */
export function inOwnChannel(
  contexts: RequestContextService,
  ctx: RequestContext,
  order: Order,
): Promise<RequestContext> {
  const { apiType, languageCode } = ctx
  return contexts.create({
    apiType,
    languageCode,
    channelOrToken: ownChannel(ctx, order).token,
    currencyCode: order.currencyCode,
  })
}
