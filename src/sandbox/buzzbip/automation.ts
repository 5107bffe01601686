import type { SandboxContext } from '../sandbox-context.ts'
import { shopName } from '../world/catalogue/catalogue.ts'

interface AutomationStart {
  cartId: string
  total: number
  /** The fields of the report that the account maps. */
  texts: Record<string, string>
  to: string
}

/** Runs the automation that the merchant set up for reports: one message, at once. */
export function startAutomation({ cartId, total, texts, to }: AutomationStart, { world }: SandboxContext): void {
  const { channel, fields } = world.accounts.buzzbip
  const firstName = texts[fields.firstName]
  const link = texts[fields.link]
  const amount = writeTotal(total, texts[fields.currency])
  world.messages.push({
    channel,
    platform: 'buzzbip',
    to,
    text:
      `Hi ${firstName || 'there'}, your cart at ${shopName} (${amount}) is still waiting.` +
      (link ? ` Pick up where you left off: ${link}` : ''),
    cartId,
    ...(link && { link }),
  })
}

/** The total with its currency, where the report names one that exists. */
function writeTotal(total: number, currency = ''): string {
  if (!/^[A-Z]{3}$/.test(currency)) return total.toFixed(2)
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(total)
}
