/** A mutant that no test can notice, because the code does the same with it. */
export interface Equivalent {
  file: string
  /** The changed lines as they read with the mutant, on one line. */
  becomes: string
  because: string
}

/** They are left out of the score, and printed with it. */
export const equivalents: readonly Equivalent[] = [
  {
    file: 'src/proxy/platforms/bigcommerce/lines/line-options.ts',
    becomes: 'const days = [-1, 0, 1].map((offset) => new Date(time * 1000 - offset * dayMs))',
    because: 'the same three days in another order, and at most one of them is taken',
  },
]
