import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  timingSafeEqual,
  type webcrypto,
} from 'node:crypto'

type Key = webcrypto.CryptoKey
type Bytes = Uint8Array | ArrayBuffer

interface GcmParameters {
  iv: Uint8Array
  additionalData?: Uint8Array
}

/** What each key was made of. */
const secrets = new WeakMap<Key, Uint8Array>()
const tagBytes = 16

const toBytes = (data: Bytes) => (data instanceof Uint8Array ? data : new Uint8Array(data))

function secretOf(key: Key): Uint8Array {
  const secret = secrets.get(key)
  if (!secret) throw new Error('this key was not imported')
  return secret
}

function join(...parts: Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes.buffer
}

const verbs = {
  async importKey(
    format: string,
    data: Bytes,
    algorithm: webcrypto.HmacImportParams,
    isExtractable: boolean,
    usages: webcrypto.KeyUsage[],
  ): Promise<Key> {
    if (format !== 'raw') throw new Error('the model imports raw keys only')
    const secret = toBytes(data)
    const key = createSecretKey(secret).toCryptoKey(algorithm, isExtractable, usages)
    secrets.set(key, secret)
    return key
  },
  async encrypt({ iv, additionalData }: GcmParameters, key: Key, data: Bytes): Promise<ArrayBuffer> {
    const cipher = createCipheriv('aes-256-gcm', secretOf(key), iv)
    if (additionalData) cipher.setAAD(additionalData)
    return join(cipher.update(toBytes(data)), cipher.final(), cipher.getAuthTag())
  },
  async decrypt({ iv, additionalData }: GcmParameters, key: Key, data: Bytes): Promise<ArrayBuffer> {
    const bytes = toBytes(data)
    const decipher = createDecipheriv('aes-256-gcm', secretOf(key), iv)
    if (additionalData) decipher.setAAD(additionalData)
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
    return join(decipher.update(bytes.subarray(0, bytes.length - tagBytes)), decipher.final())
  },
  async sign(_algorithm: unknown, key: Key, data: Bytes): Promise<ArrayBuffer> {
    return join(createHmac('sha256', secretOf(key)).update(toBytes(data)).digest())
  },
  async verify(_algorithm: unknown, key: Key, signature: Bytes, data: Bytes): Promise<boolean> {
    const expected = createHmac('sha256', secretOf(key)).update(toBytes(data)).digest()
    const given = toBytes(signature)
    return given.length === expected.length && timingSafeEqual(given, expected)
  },
  async digest(_algorithm: unknown, data: Bytes): Promise<ArrayBuffer> {
    return join(createHash('sha256').update(toBytes(data)).digest())
  },
}

/** Computes in this thread: Web Crypto answers from others, in an order that changes from run to run. */
export function installCrypto(): void {
  for (const [verb, value] of Object.entries(verbs)) Object.defineProperty(crypto.subtle, verb, { value })
}
