import { hash } from 'node:crypto'

import { type CartRecoveryProxy, createProxy, silentLog } from '../../src/proxy/index.ts'
import type { SqlConnection } from '../../src/proxy/stores/sql/connection.ts'
import { connectSqlite } from '../../src/proxy/stores/sqlite/sqlite-connection.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { resetChance } from './chance.ts'
import { Footprints, touchesOfCall, wholeWorld } from './footprints.ts'
import { createGatedStore, type Rows, readRows, watchWrites, writeRows } from './gated-store.ts'
import type { Entry } from './option.ts'
import { Scheduler, textOf } from './scheduler.ts'
import { base, channel, openAccounts, platformsOf, shopOrigin } from './store-of-model.ts'
import { strands } from './strand.ts'
import { time } from './time.ts'

const testKey = Buffer.alloc(32, 42).toString('base64url')

export const instanceNames = ['i1', 'i2'] as const
export type InstanceName = (typeof instanceNames)[number]

/** An answer as a page gets it; status 0 where the connection broke. */
export interface Answer {
  status: number
  // A page of the model knows what it asked for.
  body: Record<string, unknown>
}

export interface ModelShopOptions {
  scenario: string
  /** Lines go into the shopper's own cart at VesuvioPay, and the checkout is a text message. */
  hasOwnCart?: boolean
}

/** Two instances of one store on one database, and the platforms. */
export class ModelShop {
  readonly sandbox: Sandbox
  scheduler = new Scheduler(digest)
  /** Learned from every schedule since the shop was opened. */
  readonly footprints = new Footprints()
  /** What makes no difference to how schedules end is left out. */
  isReduced = true
  private readonly hasOwnCart: boolean
  private readonly connection: SqlConnection
  private instances = new Map<string, CartRecoveryProxy>()
  private start: { world: Sandbox['world']; rows: Rows; at: number } | undefined
  /** Of each act. */
  private readonly keys = new Map<string, number>()
  private deliveries = 0
  private isCatalogueChanged = true
  /** Digests of platforms and store, until these change. */
  private worldText: string | undefined
  private rowsText: string | undefined

  private constructor(connection: SqlConnection, { scenario, hasOwnCart = false }: ModelShopOptions) {
    this.connection = watchWrites(connection, () => {
      this.rowsText = undefined
    })
    this.hasOwnCart = hasOwnCart
    this.sandbox = createSandbox({
      scenario,
      now: () => time.now,
      recoveryPageUrls: { 1: `${shopOrigin}/cart`, 3: `${shopOrigin}/cart` },
      deliver: (request) => this.deliver(request),
    })
    openAccounts(this.sandbox)
  }

  static async open(options: ModelShopOptions): Promise<ModelShop> {
    time.reset()
    resetChance()
    const shop = new ModelShop(await connectSqlite(':memory:'), options)
    await shop.createInstances()
    // Otherwise whatever is worked off also counts figures and deletes what has ended, in a score of statements.
    await createGatedStore(shop.connection, shop.scheduler).set('tidied:shop', '1', 24 * 3_600_000)
    return shop
  }

  /** From here on every schedule starts with what there is now. */
  async keepStart(): Promise<void> {
    this.start = { world: structuredClone(this.sandbox.world), rows: await readRows(this.connection), at: time.now }
  }

  /** Everything as it was at the start, with instances that know nothing. */
  async restart(): Promise<void> {
    if (!this.start) throw new Error('there is no start')
    time.reset()
    time.now = this.start.at
    resetChance()
    this.keys.clear()
    this.deliveries = 0
    this.isCatalogueChanged ||= this.entries.some(({ kind }) => kind === 'event')
    this.scheduler = new Scheduler(digest, this.isReduced)
    this.sandbox.calls.clear()
    this.worldText = undefined
    const { products, ...world } = this.start.world
    Object.assign(this.sandbox.world, structuredClone(world))
    // The catalogue is large, and only an event changes it.
    if (this.isCatalogueChanged) this.sandbox.world.products = structuredClone(products)
    this.isCatalogueChanged = false
    await writeRows(this.connection, this.start.rows)
    await this.createInstances()
  }

  get entries(): readonly Entry[] {
    return this.scheduler.entries
  }

  /** A name for all that decides how a schedule goes on. */
  digest = async (): Promise<string> => {
    const { carts, orders, messages, deliveries, vesuviopay, buzzbip } = this.sandbox.world
    this.worldText ??= digest(JSON.stringify([carts, orders, messages, deliveries, vesuviopay, buzzbip, this.prices()]))
    this.rowsText ??= digest(JSON.stringify(await readRows(this.connection)))
    return digest(JSON.stringify([time.now, this.scheduler.state, this.worldText, this.rowsText]))
  }

  rows(): Promise<Rows> {
    return readRows(this.connection)
  }

  /** A cart of the world, by its key. */
  cart(key: string): Sandbox['world']['carts'][number] {
    const found = this.sandbox.world.carts.find((cart) => cart.key === key)
    if (!found) throw new Error(`the world has no cart ${key}`)
    return found
  }

  /** Text messages to a phone. */
  texts(phone: string): Sandbox['world']['messages'] {
    return this.sandbox.world.messages.filter(({ channel, to }) => channel === 'sms' && to === phone)
  }

  /** What the shopper's own cart at VesuvioPay holds, by variant. */
  ownCart(phone: string): Record<string, number> {
    const items = this.sandbox.world.vesuviopay.carts
      .filter((cart) => cart.phone === phone)
      .flatMap((cart) => cart.items)
    const held: Record<string, number> = {}
    for (const { variantId, quantity } of items) held[variantId] = (held[variantId] ?? 0) + quantity
    return held
  }

  /** Sets a line in the shop's own cart, as another app or the shop's page does. */
  edit(key: string, index: number, quantity: number): void {
    this.touchWorld()
    const cart = this.cart(key)
    const line = cart.lines[index]
    if (!line) return
    line.quantity = quantity
    cart.version++
    cart.updatedAt = time.now
  }

  /** Changes stock or price of what a line is about. */
  async change(key: string, index: number, values: { stock?: number; price?: number }): Promise<void> {
    const line = this.cart(key).lines[index]
    if (!line || !('variantId' in line)) throw new Error(`line ${index} has no variant`)
    const variant = { productId: String(line.productId), variantId: String(line.variantId), ...values }
    await this.control('PATCH', '/world', { variants: [variant] })
  }

  /** Asks an instance, from the shop's page. */
  async ask(instance: InstanceName, path: string, body: object, key = this.nextKey()): Promise<Answer> {
    const act = strands.getStore()?.act ?? 'set-up'
    const request = new Request(`${base}${path}`, {
      method: path === '/consent' ? 'PUT' : 'POST',
      headers: { origin: shopOrigin, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    try {
      const response = await this.inside(instance, (proxy) => proxy.fetch(request))
      const text = await response.text()
      const answer = { status: response.status, body: text === '' ? {} : JSON.parse(text) }
      this.scheduler.entries.push({ kind: 'answer', act, instance, path, ...answer })
      return answer
    } catch {
      return { status: 0, body: {} }
    }
  }

  /** What an instance's timer does. */
  work(instance: InstanceName): Promise<void> {
    return this.inside(instance, (proxy) => proxy.work()).catch(() => {})
  }

  nextKey(): string {
    const act = strands.getStore()?.act ?? 'set-up'
    const count = (this.keys.get(act) ?? 0) + 1
    this.keys.set(act, count)
    return `key-${act.replaceAll(' ', '-')}-${count}`
  }

  /** What a platform does by itself; its webhooks arrive before this resolves. */
  async control(method: string, path: string, body?: object): Promise<void> {
    this.touchWorld()
    const request = new Request(`http://127.0.0.1/sandbox${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const response = await this.sandbox.controls.fetch(request)
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  }

  /** Nothing happens for minutes but what instances and platforms do by themselves. */
  async becomeQuiet(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      time.passTo(time.now + 61_000)
      await this.scheduler.drive(this.sandbox.deliverDue())
      for (const instance of instanceNames)
        if (!this.scheduler.isDead(instance)) await this.scheduler.drive(this.work(instance))
    }
    await this.scheduler.settle()
  }

  private touchWorld(): void {
    this.worldText = undefined
    this.footprints.touch(strands.getStore()?.act ?? 'the world', wholeWorld)
  }

  private inside<Value>(instance: InstanceName, work: (proxy: CartRecoveryProxy) => Promise<Value>): Promise<Value> {
    const proxy = this.instances.get(instance)
    if (!proxy) throw new Error(`no instance ${instance}`)
    const act = strands.getStore()?.act ?? 'set-up'
    return this.scheduler.untilDead(
      instance,
      this.scheduler.as({ act, instance }, () => work(proxy)),
    )
  }

  /** A webhook goes to the second instance, or to the one that is left. */
  private async deliver(request: Request): Promise<Response> {
    const instance = this.scheduler.isDead('i2') ? 'i1' : 'i2'
    const body = await request.text()
    const copy = new Request(request.url, { method: 'POST', headers: request.headers, body })
    // What goes on after the answer is no part of what the platform does.
    const act = `webhook of ${new URL(request.url).pathname.split('/').at(-1)} ${++this.deliveries}`
    const response = await strands.run({ act }, () => this.inside(instance, (proxy) => proxy.fetch(copy)))
    this.scheduler.entries.push({
      kind: 'answer',
      act,
      instance,
      path: new URL(request.url).pathname.slice('/cart-recovery'.length),
      status: response.status,
      body: JSON.parse(body),
    })
    return response
  }

  private async createInstances(): Promise<void> {
    for (const name of instanceNames) {
      const stateStore = createGatedStore(this.connection, this.scheduler)
      // Opens the database, and sweeps it now rather than within a schedule.
      await stateStore.check()
      const proxy = createProxy({
        store: 'shop',
        publicUrl: base,
        keys: [testKey],
        platforms: platformsOf(this.sandbox, this.fetch, this.hasOwnCart),
        channels: { [this.hasOwnCart ? 3 : 1]: channel },
        clock: this.sandbox.clock,
        stateStore,
        volatileLedger: true,
        log: silentLog,
        sms: { countries: ['DE'] },
      })
      this.instances.set(name, proxy)
    }
  }

  /** The network: each call waits until it is chosen, and arrives as a whole. */
  private readonly fetch: typeof globalThis.fetch = (input, init) => {
    const call = (init as { call?: { platform: string; operation: string } } | undefined)?.call
    const label = call ? `${call.platform} ${call.operation}` : String(input)
    const run = async () => {
      this.worldText = undefined
      const response = await this.sandbox.fetch(input, init)
      const text = await response.text()
      const whole = new Response(text === '' ? null : text, { status: response.status, headers: response.headers })
      textOf.set(whole, text)
      return whole
    }
    return this.scheduler.reach(true, label, run, touchesOfCall(label))
  }

  private prices(): unknown {
    return this.sandbox.world.products.map(({ stock, variants }) => [
      stock,
      variants.map(({ stock: own, prices }) => [own, prices.EUR]),
    ])
  }
}

const digest = (text: string) => hash('sha1', text, 'base64url')
