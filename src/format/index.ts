export { toLocale } from './locale.ts'
export { formatMoney } from './money.ts'
export { formatNumber, formatPercent } from './number.ts'
