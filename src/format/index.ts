export { toLocale } from './locale.ts'
export { formatMoney } from './money.ts'
export { formatNumber, formatPercent, formatSeconds } from './number.ts'
export { createText, formatList, isolate, joinSentences, type Text, type TextLanguage } from './text.ts'
