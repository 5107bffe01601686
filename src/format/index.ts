export { toLocale } from './locale.ts'
export { formatMoney } from './money.ts'
export { formatNumber } from './number.ts'
