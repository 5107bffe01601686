import assert from 'node:assert/strict'

import type { CartReport, Contact, ReportPort } from '../../src/proxy/adapter/messaging-ports.ts'
import type { PlatformCart, PlatformLine } from '../../src/proxy/adapter/platform.ts'
import type { LedgerContext } from '../../src/proxy/context.ts'
import type { MessageEntry } from '../../src/proxy/ledger/message-entry.ts'
import { createCounters } from '../../src/proxy/limits/counters.ts'
import { sendReport } from '../../src/proxy/messaging/send-report.ts'
import { keyOf, openLedger } from './ledger.ts'

const ref = { platform: 'shop', cartId: 'cart' }
const line: PlatformLine = {
  ...{ id: 'shirt', kind: 'physical', name: 'Shirt', options: [], quantity: 1, spec: null },
  price: { amount: 1000, currency: 'EUR' },
}

/** A store with a cart that was left, a shopper who agreed, and an automation. */
export async function openReport() {
  const opened = openLedger()
  const { ledger, time } = opened
  const sent: CartReport[] = []
  const logged: string[] = []
  const note = (level: string) => (fields: object, text: string) =>
    void logged.push(`${level} ${text} ${JSON.stringify(fields)}`)
  const cart: PlatformCart = { id: 'cart', channelId: '1', lines: [line], total: { amount: 1000, currency: 'EUR' } }
  const contact: Contact = { phone: '+491701234567', firstName: 'Ann', consents: { whatsapp: true } }
  /** What the platforms do; a test replaces it. */
  const on = {
    read: async (): Promise<PlatformCart> => cart,
    find: async (): Promise<Contact | undefined> => contact,
    send: async (_report: CartReport) => {},
  }
  const ports = { platform: 'shop', recovery: { read: () => on.read() }, contact: { find: () => on.find() } }
  const port: ReportPort = {
    messageChannel: 'whatsapp',
    async send(report) {
      await on.send(report)
      sent.push(report)
    },
  }
  const stop = new AbortController()
  const context = {
    ...{ ...opened, debug: false, stopping: stop.signal, report: { platform: 'automation', port } },
    counters: createCounters({ ...opened, key: keyOf(7) }),
    ...{ portsByPlatform: new Map([['shop', ports]]), messageChannels: ['whatsapp'] },
    publicUrl: 'https://proxy.example',
    channels: { 1: { recoveryPageUrl: 'https://shop.example/cart?from=message' } },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  } as unknown as LedgerContext
  const { id: cartId } = await ledger.carts.record(ref, (entry) => ({ ...entry, abandonedAt: time.now }))
  const first: MessageEntry = {
    ...{ cartId, kind: 'report', platform: 'automation', cartPlatform: 'shop', messageChannel: 'whatsapp' },
    ...{ status: 'pending', attempts: 0, createdAt: time.now, updatedAt: time.now, dueAt: time.now },
  }
  await ledger.messages.update('report', () => first)
  const read = async () => (await ledger.messages.read('report')) ?? assert.fail()
  return {
    ...{ ...opened, context, ports, port, on, sent, logged, cart, contact, stop, read, cartId },
    send: async () => sendReport(context, await read()),
    change: (more: Partial<MessageEntry>) =>
      ledger.messages.update('report', (entry) => entry && { ...entry, ...more }),
    record: (more: object) => ledger.carts.record(ref, (entry) => ({ ...entry, ...more })),
    /** Its status and the reason, after how many attempts, and in how many milliseconds it is due. */
    async fate() {
      const { status, reason, attempts } = (await read()).value
      return [status, reason, attempts].filter((one) => one !== undefined).join(' ')
    },
    async dueIn() {
      return ((await read()).value.dueAt ?? Number.NaN) - time.now
    },
  }
}
