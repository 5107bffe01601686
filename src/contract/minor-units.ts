// ISO 4217 minor units that are not 2. The table is ours because browsers and servers disagree: ICU
// gives 0 for IQD and 2 for others where ISO says 3, and a digit of difference is a factor of ten.
const digits: Record<string, number> = {}
for (const code of 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')) digits[code] = 0
for (const code of 'BHD IQD JOD KWD LYD OMR TND'.split(' ')) digits[code] = 3
for (const code of 'CLF UYW'.split(' ')) digits[code] = 4

/** How many decimals an ISO 4217 currency has: 2 unless the standard says otherwise. */
export function minorUnitDigits(currency: string): number {
  return digits[currency] ?? 2
}
