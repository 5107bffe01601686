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
  {
    file: 'src/proxy/ledger/blocked-sums.ts',
    becomes: 'if (sum.name <= known.name) known.name = sum.name',
    because: 'a name that is the same is put in its own place',
  },
  {
    file: 'src/proxy/ledger/transfers.ts',
    becomes: 'for (const row of rows) if (row.at > (newest.get(row.source)?.at ?? +1)) newest.set(row.source, row)',
    because: 'no transfer was made within the first millisecond of 1970',
  },
  {
    file: 'src/proxy/messaging/outbox.ts',
    becomes: 'const timer = setInterval(() => performance.now() > endsAt && ending.abort(), endCheckMs)',
    because: 'a limit that is met to the microsecond is seen at the next look',
  },
  {
    file: 'src/proxy/messaging/work.ts',
    becomes: '...(isStopping ? [] : [poll(options), ...(isTidyTime ? [tidy(options)] : ["Stryker was here"])]),',
    because: 'a text among promises is waited for by nothing',
  },
]
