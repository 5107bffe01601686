/** What a pattern of `createText` inserts, and which forms each of its plurals has. */
export interface Pattern {
  places: ReadonlySet<string>
  plurals: readonly (readonly string[])[]
}

const plural = /\{\s*(\w+)\s*,\s*plural\s*,((?:\s*(?:=\d+|\w+)\s*\{(?:[^{}]|\{\w+\})*\})+)\s*\}/g
const form = /(=\d+|\w+)\s*\{((?:[^{}]|\{\w+\})*)\}/g
const place = /\{\s*(\w+)\s*\}/g

/** Reads a pattern more strictly than `createText`, which shows what it cannot read. Undefined where braces are malformed. */
export function readPattern(text: string): Pattern | undefined {
  const places = new Set<string>()
  const plurals: string[][] = []
  const takePlaces = (part: string) =>
    part.replace(place, (_, name: string) => {
      places.add(name)
      return ''
    })
  const around = text.replace(plural, (_, name: string, forms: string) => {
    places.add(name)
    const found = [...forms.matchAll(form)]
    for (const [, , words = ''] of found) takePlaces(words)
    plurals.push(found.map(([, category = '']) => category))
    return ''
  })
  return /[{}]/.test(takePlaces(around)) ? undefined : { places, plurals }
}

/** What keeps a translation from standing in for the English sentence, each as a short reason. */
export function faultsOf(english: string, translation: string, tag: string): string[] {
  if (translation === '') return ['there is no translation']
  const [source, pattern] = [readPattern(english), readPattern(translation)]
  const faults: string[] = []
  if (translation !== translation.trim()) faults.push('a space at its start or end')
  if (/\p{Cc}/u.test(translation)) faults.push('a line break or a tab')
  if (translation.includes("'")) faults.push("the apostrophe ' instead of ’")
  if (!source || !pattern) return [...faults, 'malformed braces']
  for (const name of pattern.places) if (!source.places.has(name)) faults.push(`English has no {${name}}`)
  for (const name of source.places) if (!pattern.places.has(name)) faults.push(`{${name}} is lost`)
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
  for (const forms of pattern.plurals) {
    const named = forms.filter((name) => !name.startsWith('='))
    const isPlain =
      named.join() === 'other' && source.plurals.some((own) => own.every((name) => /^(=|other)/.test(name)))
    for (const name of pluralCategories)
      if (!isPlain && !named.includes(name)) faults.push(`the form “${name}” is missing`)
    for (const [index, name] of forms.entries()) {
      if (forms.indexOf(name) !== index) faults.push(`the form “${name}” stands twice`)
      else if (named.includes(name) && !pluralCategories.some((known) => known === name))
        faults.push(`${tag} has no form “${name}”`)
    }
  }
  return faults
}
