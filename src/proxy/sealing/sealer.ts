import { createCompactJwe } from './compact-jwe.ts'

/** What a sealed text is for. It opens for the same purpose only. */
export type SealPurpose =
  | 'cart-handle'
  | 'link'
  | 'undo'
  | 'answer'
  | 'revision'
  | 'session'
  | 'customer'
  | 'copy'
  | 'finish'
  | 'ledger'
  | 'merchant'
  | 'open'
  | 'adopt'

export type Opened<Payload> =
  /** `endsAt`: when it opens no more, in milliseconds since 1970. */
  { status: 'open'; payload: Payload; endsAt: number } | { status: 'expired' | 'invalid' }

export interface Sealer {
  /** Encrypts `payload`. The text is URL-safe, and opens for `lifetimeMs`, or until `endsAt` where that comes first. */
  seal(purpose: SealPurpose, payload: unknown, lifetimeMs: number, endsAt?: number): Promise<string>
  /** Decrypts with any of the keys. `expired`: ours, but too old. `invalid`: changed, or of another store or purpose. */
  open<Payload>(purpose: SealPurpose, text: string): Promise<Opened<Payload>>
}

interface Sealed<Payload> {
  for: SealPurpose
  store: string
  /** Seconds since 1970. */
  exp: number
  payload: Payload
}

/**
 * Seals small values as compact JWE (RFC 7516: `dir`, A256GCM), bound to one store. The first key seals and all of them open,
 * so that a new key can be put in front while texts of the old one are still in browsers and messages. Keys are 32 bytes in
 * base64url.
 */
export function createSealer(store: string, keys: readonly string[], clock: () => number): Sealer {
  const ciphers = keys.map(createCompactJwe)
  const [sealing] = ciphers
  if (!sealing) throw new TypeError('a sealer needs a key')

  return {
    async seal(purpose, payload, lifetimeMs, endsAt = Number.POSITIVE_INFINITY) {
      const exp = Math.floor(Math.min(clock() + lifetimeMs, endsAt) / 1000)
      const sealed: Sealed<unknown> = { for: purpose, store, exp, payload }
      return sealing.encrypt(JSON.stringify(sealed))
    },
    async open<Payload>(purpose: SealPurpose, text: string): Promise<Opened<Payload>> {
      for (const cipher of ciphers) {
        const json = await cipher.decrypt(text)
        if (json === undefined) continue
        const sealed = JSON.parse(json) as Sealed<Payload>
        if (sealed.for !== purpose || sealed.store !== store) return { status: 'invalid' }
        const endsAt = sealed.exp * 1000
        return endsAt <= clock() ? { status: 'expired' } : { status: 'open', payload: sealed.payload, endsAt }
      }
      return { status: 'invalid' }
    },
  }
}
