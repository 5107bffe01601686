/** A mutant that no test can notice, because the code does the same with it. */
export interface Equivalent {
  file: string
  /** The changed lines as they read with the mutant, on one line. */
  becomes: string
  because: string
}

/** They are left out of the score, and printed with it. */
export const equivalents: readonly Equivalent[] = []
