import { type MerchantCart, minorUnitDigits } from '../../contract/browser.ts'
import type { ConsoleSettings } from '../frame/context.ts'

type CsvSettings = Pick<ConsoleSettings, 'text' | 'platformName' | 'locale'>

/**
 * The carts as a table for spreadsheets: RFC 4180, in UTF-8 with the mark that Excel needs. Times are ISO 8601, amounts plain
 * decimals. Where a language writes them with a comma, its Excel parts cells by semicolons, and takes `12.10` for a day.
 */
export function toCsv(carts: readonly MerchantCart[], settings: CsvSettings): string {
  const { text, locale } = settings
  const hasComma = new Intl.NumberFormat(locale).format(0.5).includes(',')
  const head = [
    text('csv.shopper'),
    text('csv.firstItem'),
    text('csv.items'),
    text('carts.value'),
    text('csv.currency'),
    text('carts.status'),
    text('carts.platform'),
    text('cart.abandonedAt'),
    text('cart.openedAt'),
    text('cart.checkedOutAt'),
    text('cart.orderedAt'),
    text('csv.messages'),
    text('carts.message'),
    text('csv.messageStatus'),
    text('csv.messageAt'),
    text('csv.id'),
  ]
  const rows = carts.map((cart) => toCells(cart, settings, hasComma ? ',' : '.'))
  const lines = [head, ...rows].map((cells) => cells.map(toCell).join(hasComma ? ';' : ','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function toCells(cart: MerchantCart, { text, platformName }: CsvSettings, decimal: string): (string | number)[] {
  const { total, lastMessage } = cart
  const digits = minorUnitDigits(total?.currency ?? '')
  return [
    cart.shopper ?? '',
    cart.firstItem ?? '',
    cart.itemCount ?? '',
    total ? (total.amount / 10 ** digits).toFixed(digits).replace('.', decimal) : '',
    total?.currency ?? '',
    text(`cartStatus.${cart.status}`),
    platformName(cart.platform),
    cart.abandonedAt ?? '',
    cart.openedAt ?? '',
    cart.checkedOutAt ?? '',
    cart.orderedAt ?? '',
    cart.messages,
    lastMessage ? text(`channel.${lastMessage.channel}`) : '',
    lastMessage ? text(`messageStatus.${lastMessage.status}`) : '',
    lastMessage?.at ?? '',
    cart.id,
  ]
}

/** A spreadsheet takes text that begins like this for a formula; with an apostrophe in front it is a text. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/

function toCell(value: string | number): string {
  const cell = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value)
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
