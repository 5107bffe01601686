import type { PlatformLine } from './adapter/platform-line.ts'

/** What figures call a line: its product and the options that it was sold with. */
export function nameOfLine({ name, options }: Pick<PlatformLine, 'name' | 'options'>): string {
  // Text that a shopper typed may contain their name.
  const values = options.flatMap(({ value, typed }) => (typed ? [] : [value]))
  return `${name} ${values.join(' ')}`.trim()
}

/** What is summed up together: a variant, or where none is known what goes by the same name. */
export function variantKey({
  name,
  productId,
  variantId,
}: {
  name: string
  productId?: string | undefined
  variantId?: string | undefined
}): string {
  return JSON.stringify([productId, variantId, variantId ? '' : name])
}
