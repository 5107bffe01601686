const maxLength = 40
const maxWords = 3

/**
 * A first name as it may stand in a message of the shop's; undefined for what is none. The shopper typed it into a checkout, for
 * an address that may be another person's: letters of any script with their marks, spaces, apostrophes and hyphens, in few words.
 */
export function toFirstName(text: string | undefined): string | undefined {
  const name = text?.normalize('NFC').trim() ?? ''
  const isName = /^\p{L}[\p{L}\p{M}\u200c '’ʼ-]*$/u.test(name)
  return isName && name.length <= maxLength && name.split(/[ -]+/).length <= maxWords ? name : undefined
}
