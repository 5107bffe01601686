/** The letters that stand for all others, by script. A text keeps its script and its length. */
const alphabets: [script: RegExp, letters: string[]][] = [
  [/\p{Script=Arabic}/u, ['ا', 'ب', 'ت']],
  [/\p{Script=Cyrillic}/u, ['а', 'б', 'в']],
  [/\p{Script=Greek}/u, ['α', 'β', 'γ']],
  [/\p{Script=Hebrew}/u, ['א', 'ב', 'ג']],
  [/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u, ['字', '文', '語']],
]
const latin = ['x', 'y', 'z']
const maxTries = 1000

const tokens = /[\p{L}\p{M}\p{N}]+/gu
export const tokensOf = (text: string): string[] => text.match(tokens) ?? []
export const replaceTokens = (text: string, replace: (token: string) => string): string => text.replace(tokens, replace)

/** Makes replacements for real values: equal ones for equal values, and never a value that is real itself. */
export interface Fakes {
  /** Registers a real value, so that no replacement equals it. */
  reserve(text: string): void
  /** One that `make` gives for a number, counting up until it is neither real nor in use. Kept by `kind` and `real`. */
  pick(kind: string, real: string, make: (number: number) => string): string
  /** A word of the same length, script and case. */
  text(real: string): string
}

export function createFakes(): Fakes {
  const reals = new Set<string>()
  const picked = new Map<string, string>()
  const used = new Set<string>()

  function pick(kind: string, real: string, make: (number: number) => string): string {
    const key = `${kind} ${real}`
    const known = picked.get(key)
    if (known !== undefined) return known
    let fake = make(1)
    for (let number = 1; number <= maxTries; number += 1) {
      fake = make(number)
      if (!reals.has(fake.toLowerCase()) && !used.has(`${kind} ${fake}`)) break
    }
    picked.set(key, fake)
    used.add(`${kind} ${fake}`)
    return fake
  }

  return {
    pick,
    reserve(text) {
      reals.add(text.toLowerCase())
      for (const token of tokensOf(text)) reals.add(token.toLowerCase())
    },
    text(real) {
      const small = pick('word', real.toLowerCase(), (number) => textLike(real.toLowerCase(), number))
      return [...real]
        .map((char, at) => (isCapital(char) ? ([...small][at] ?? '').toUpperCase() : [...small][at]))
        .join('')
    },
  }
}

const isCapital = (char: string) => char !== char.toLowerCase()

/** The `number`th word in the shape of this one: letters count in threes, digits in tens, from the end. */
function textLike(shape: string, number: number): string {
  let rest = number
  const chars = [...shape].toReversed().map((char) => {
    if (/\p{M}/u.test(char)) return char
    const letters = /\p{N}/u.test(char)
      ? [...'0123456789']
      : (alphabets.find(([script]) => script.test(char))?.[1] ?? latin)
    const letter = letters[rest % letters.length] ?? 'x'
    rest = Math.floor(rest / letters.length)
    return letter
  })
  return chars.toReversed().join('')
}
