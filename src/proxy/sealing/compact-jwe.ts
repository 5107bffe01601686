import { base64url, CompactEncrypt, compactDecrypt, errors } from 'jose'

import { nodeCrypto } from './node-crypto.ts'

/** Encrypts texts with one key, as compact JWE (RFC 7516: `dir`, A256GCM). */
export interface CompactJwe {
  encrypt(text: string): Promise<string>
  /** Undefined for what was changed, or was not encrypted with this key. */
  decrypt(jwe: string): Promise<string | undefined>
}

const header = { alg: 'dir', enc: 'A256GCM' } as const

/** The key is 32 bytes in base64url. It is imported with the first use: a mistake in it is told by the call that needs it. */
export function createCompactJwe(key: string): CompactJwe {
  return nodeCrypto ? withNodeCrypto(key, nodeCrypto) : withWebCrypto(key)
}

function withNodeCrypto(key: string, crypto: NonNullable<typeof nodeCrypto>): CompactJwe {
  let imported: ReturnType<typeof crypto.createSecretKey> | undefined
  const secret = () => {
    imported ??= crypto.createSecretKey(key, 'base64url')
    return imported
  }
  const protectedHeader = Buffer.from(JSON.stringify(header)).toString('base64url')
  const additionalData = Buffer.from(protectedHeader)
  // No encrypted key, 96 bits of initialization vector, 128 of tag. Buffer would skip characters that are not base64url.
  const form = new RegExp(`^${protectedHeader}\\.\\.([\\w-]{16})\\.([\\w-]+)\\.([\\w-]{22})$`)

  return {
    async encrypt(text) {
      const vector = crypto.randomBytes(12)
      const cipher = crypto.createCipheriv('aes-256-gcm', secret(), vector).setAAD(additionalData)
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const parts = [vector, encrypted, cipher.getAuthTag()].map((part) => part.toString('base64url'))
      return `${protectedHeader}..${parts.join('.')}`
    },
    async decrypt(jwe) {
      const [, ...parts] = form.exec(jwe) ?? []
      const [vector, encrypted, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (!vector || !encrypted || !tag) return undefined
      const decipher = crypto.createDecipheriv('aes-256-gcm', secret(), vector, { authTagLength: 16 })
      decipher.setAAD(additionalData).setAuthTag(tag)
      const text = decipher.update(encrypted)
      try {
        return Buffer.concat([text, decipher.final()]).toString()
      } catch {
        // Its one failure: the tag is not that of these bytes under this key.
        return undefined
      }
    },
  }
}

function withWebCrypto(key: string): CompactJwe {
  let imported: Promise<CryptoKey> | undefined
  const secret = () => {
    const bytes = base64url.decode(key) as BufferSource
    imported ??= crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
    return imported
  }
  return {
    async encrypt(text) {
      return new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader(header).encrypt(await secret())
    },
    async decrypt(jwe) {
      try {
        const { plaintext } = await compactDecrypt(jwe, await secret(), {
          keyManagementAlgorithms: [header.alg],
          contentEncryptionAlgorithms: [header.enc],
        })
        return new TextDecoder().decode(plaintext)
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined
        throw error
      }
    },
  }
}
