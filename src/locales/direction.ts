/** Which way a language is written. A page may also be in one that has no file here. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(ar|he|fa|ur)\b/.test(tag) ? 'rtl' : 'ltr'
}
