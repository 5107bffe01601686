/** A mutant that no test can notice, because the code does the same with it. */
export interface Equivalent {
  file: string
  /** The changed lines as they read with the mutant, on one line. */
  becomes: string
  because: string
}

const all = (file: string, because: string, becomes: readonly string[]): Equivalent[] =>
  becomes.map((one) => ({ file, becomes: one, because }))

/** They are left out of the score, and printed with it. */
export const equivalents: readonly Equivalent[] = [
  {
    file: 'src/proxy/platforms/bigcommerce/lines/line-options.ts',
    becomes: 'const days = [-1, 0, 1].map((offset) => new Date(time * 1000 - offset * dayMs))',
    because: 'the same three days in another order, and at most one of them is taken',
  },
  {
    file: 'src/proxy/ledger/figures/blocked-sums.ts',
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
  ...all('src/client/link.ts', 'a pair without a name is none of ours', [
    `const [[key, value] = ['', "Stryker was here!"]] = new URLSearchParams(pair)`,
  ]),
  ...all('src/client/link.ts', 'another name that is none of ours', [
    `const [[key, value] = ["Stryker was here!", '']] = new URLSearchParams(pair)`,
  ]),
  ...all('src/client/link.ts', 'browsers do nothing with this argument', [
    `history.replaceState(withMark(history.state, mark), "Stryker was here!", path + (rest && \`?\${rest}\`) + hash)`,
  ]),
  ...all('src/client/link.ts', 'every address has this form', [
    `const [, path = '', query = '', hash = ''] = /^([^?#]*)(\\?[^#]*)?(#.*)?$/s.exec(location.href) ?? ["Stryker was here"]`,
  ]),
  ...all('src/client/link.ts', 'every address has this form, and the path of an address is a text', [
    `const [, path = "Stryker was here!", query = '', hash = ''] = /^([^?#]*)(\\?[^#]*)?(#.*)?$/s.exec(location.href) ?? []`,
  ]),
  ...all('src/client/link.ts', 'it is found at the beginning anyway', [
    "const [, path = '', query = '', hash = ''] = /([^?#]*)(\\?[^#]*)?(#.*)?$/s.exec(location.href) ?? []",
  ]),
  ...all('src/client/link.ts', 'it reaches the end anyway', [
    "const [, path = '', query = '', hash = ''] = /^([^?#]*)(\\?[^#]*)?(#.*)?/s.exec(location.href) ?? []",
  ]),
  ...all('src/client/link.ts', 'what holds no link is left alone', [
    `const [, path = '', query = "Stryker was here!", hash = ''] = /^([^?#]*)(\\?[^#]*)?(#.*)?$/s.exec(location.href) ?? []`,
  ]),
  ...all('src/client/link.ts', 'without a link its value does not count', [
    'const [[value = "Stryker was here!", link] = [], another] = sources',
    `const [[value = '', link] = ["Stryker was here"], another] = sources`,
  ]),
  ...all('src/client/link.ts', 'without a query there is no link', [
    "const [, path = '', query = '', hash = ''] = /^([^?#]*)(\\?[^#]*)(#.*)?$/s.exec(location.href) ?? []",
  ]),
  ...all('src/proxy/http/open-cookies.ts', 'another text without cookies', [
    'async keep(token, cookieHeader = "Stryker was here!") {',
    'async read(mark, cookieHeader = "Stryker was here!") {',
  ]),
  ...all(
    'src/proxy/ledger/consents.ts',
    'the order of rows only keeps writers on PostgreSQL from waiting for each other',
    ['.values([...new Set(keys)].map((key) => ({ ...row, key })))'],
  ),
  ...all('src/proxy/limits/client-address.ts', 'all that follows goes anyway', [
    "const address = withoutPort(text).replace(/%.*/, '')",
  ]),
  ...all('src/proxy/limits/client-address.ts', 'another text that is no address', [
    'return toCountedAddress(hops[Math.max(0, hops.length - 1 - trustedHops)]?.trim() ?? "Stryker was here!")',
  ]),
  ...all('src/proxy/limits/client-address.ts', 'only an IPv6 address can stand in brackets', [
    `if (false || !URL.canParse(\`http://[\${address}]\`)) return undefined`,
  ]),
  ...all('src/proxy/limits/client-address.ts', 'the first part is skipped', [
    'const [, bracketed] = /^\\[([^\\]]+)\\](?::\\d+)?$/.exec(text) ?? ["Stryker was here"]',
  ]),
  ...all('src/proxy/limits/client-address.ts', 'there is one colon', [
    "return /^[\\d.]+:\\d+$/.test(text) ? text.replace(/:\\d+/, '') : text",
  ]),
  ...all('src/proxy/limits/client-address.ts', 'with no trusted hop the last one counts, whatever stands before it', [
    `const forwarded = trustedHops > 0 ? (request.headers.get('x-forwarded-for')?.split(',') ?? []) : ["Stryker was here"]`,
    "const forwarded = trustedHops >= 0 ? (request.headers.get('x-forwarded-for')?.split(',') ?? []) : []",
    "const forwarded = true ? (request.headers.get('x-forwarded-for')?.split(',') ?? []) : []",
  ]),
  ...all('src/proxy/limits/code-limits.ts', 'another name of the same count', [
    'const wholeStore = ""',
    'const { value, expiresAt } = await stateStore.increment(await keyOf("", phone), 1, cooldownMs)',
  ]),
  ...all('src/proxy/limits/code-limits.ts', 'another name of the same mark', [
    `const sentKeyOf = ({ phone, handle }: TextRequest) => keyOf("", \`\${phone} \${handle}\`)`,
  ]),
  ...all('src/proxy/limits/code-limits.ts', 'that there is a mark is what counts', [
    `if (kind === 'code') await stateStore.set(await sentKeyOf(request), "", codeLifetimeMs)`,
  ]),
  ...all('src/proxy/limits/unknown-links.ts', 'none under way is the same as no entry', [
    'if (others >= 0) underWay.set(address, others)',
  ]),
  ...all('src/proxy/platforms/bigcommerce/webhook.ts', 'another text that is no secret', [
    'return secretHeader !== undefined && isSame(headers.get(secretHeader.name) ?? "Stryker was here!", secretHeader.value)',
  ]),
  ...all('src/proxy/platforms/bigcommerce/webhook.ts', 'another text that is no signature', [
    `const signatures = (headers.get('webhook-signature') ?? "Stryker was here!").split(' ')`,
  ]),
  ...all('src/proxy/platforms/bigcommerce/webhook.ts', 'another text that is no time', [
    `const seconds = headers.get('webhook-timestamp') ?? "Stryker was here!"`,
  ]),
  ...all('src/proxy/platforms/bigcommerce/webhook.ts', 'behind its end the longer one was found to be longer before', [
    'for (let index = 0; index <= expected.length; index++) {',
  ]),
  ...all('src/proxy/platforms/bigcommerce/webhook.ts', 'no code exports the key', [
    "const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign'])",
  ]),
  ...all('src/proxy/platforms/bigcommerce/webhook.ts', 'the first part is skipped', [
    'const [, kind] = cartScope.exec(scope) ?? ["Stryker was here"]',
  ]),
  ...all('src/proxy/platforms/vesuviopay/webhook.ts', '64 digits always have pairs', [
    'const signature = Uint8Array.from(hex.match(/../g) ?? ["Stryker was here"], (pair) => Number.parseInt(pair, 16))',
  ]),
  ...all('src/proxy/platforms/vesuviopay/webhook.ts', 'another text that is no signature', [
    `const signature = headers.get('x-webhook-signature') ?? "Stryker was here!"`,
  ]),
  ...all('src/proxy/platforms/vesuviopay/webhook.ts', 'no code exports the key', [
    "const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, true, ['verify'])",
  ]),
  ...all('src/proxy/platforms/vesuviopay/webhook.ts', 'the first part is skipped', [
    'const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(header) ?? ["Stryker was here"]',
  ]),
  ...all('src/proxy/sealing/compact-jwe.ts', 'a function that ends returns undefined as well', ['} catch {}']),
  ...all('src/proxy/sealing/compact-jwe.ts', 'no code exports the key', [
    "imported ??= crypto.subtle.importKey('raw', bytes, 'AES-GCM', true, ['encrypt', 'decrypt'])",
  ]),
  ...all('src/proxy/sealing/compact-jwe.ts', 'the first part is skipped', [
    'const [, ...parts] = form.exec(jwe) ?? ["Stryker was here"]',
  ]),
  ...all('src/proxy/sealing/compact-jwe.ts', 'the form lets no tag of another length through', [
    "const decipher = crypto.createDecipheriv('aes-256-gcm', secret(), vector, {})",
  ]),
  ...all('src/proxy/sealing/digest.ts', 'Web Crypto gives the same digest', [
    "if (false) return nodeCrypto.hash('sha256', text, 'buffer').toString('base64url', 0, bytes)",
  ]),
  ...all('src/proxy/sealing/keyed-hash.ts', 'no code exports the key', [
    "const hmac = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, true, ['sign'])",
  ]),
  ...all('src/proxy/sealing/keyed-hash.ts', 'Web Crypto gives the same hash', ['if (false) {', 'if (nodeCrypto) {}']),
  ...all('src/proxy/messaging/work.ts', 'that the key is there counts, and what stands under it is read by nothing', [
    `if (await stateStore.setIfAbsent(\`tidied:\${store}\`, "", tidyEveryMs)) await ledger.tidy()`,
  ]),
]
