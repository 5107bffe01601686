import type { Touch } from './footprints.ts'
import type { Choose, Disturbances, Entry, Option, Point } from './option.ts'
import { type Strand, strands } from './strand.ts'
import { type ModelTimer, time } from './time.ts'

/** Waits shorter than this are polling, such as that for a lock; the others are time limits. */
const shortMs = 400
/** Time passes by so much, or a multiple of it: a timer may end late, the polls of a lock are fewer, and states meet again. */
export const tickMs = 800
const maxSteps = 3000

/** Runs acts side by side, one store verb or call at a time, each when it is chosen. */
export class Scheduler {
  readonly entries: Entry[] = []
  /** Digests of what each instance, and each act outside of them, was answered, and by whose work. */
  private readonly histories = new Map<string, { text: string; acts: Set<string> }>()
  lastAct: string | undefined
  /** Which act took which lock, and until when it holds it at least. */
  readonly lockOwners = new Map<string, { act: string; instance?: string | undefined; endsAt: number }>()
  /** The locks that an act asked for in its last step. */
  private readonly askedFor = new Map<string, string[]>()
  private readonly startedAt = time.now
  private isGated = false
  private readonly points: Point[] = []
  /** What each instance had done, and was about to do, one step ago. */
  private readonly works = new Map<string, string>()
  private readonly dead = new Map<string, PromiseWithResolvers<never>>()
  private readonly acting = new Set<string>()
  private activity = 0
  private running = 0
  private readonly hash: (text: string) => string
  private readonly isReduced: boolean

  constructor(hash: (text: string) => string, isReduced = true) {
    this.hash = hash
    this.isReduced = isReduced
  }

  /** Runs `work` as a part of this act. */
  as<Value>(strand: Strand, work: () => Value): Value {
    return strands.run(strand, work)
  }

  /** Lets `run` happen once it is chosen; at once while nothing is scheduled. Never, where its instance has fallen silent. */
  reach<Value>(
    isCall: boolean,
    label: string,
    run: () => Promise<Value>,
    touches: readonly Touch[] = [],
  ): Promise<Value> {
    const strand = strands.getStore()
    if (strand?.instance !== undefined && this.dead.has(strand.instance)) return new Promise(() => {})
    if (!this.isGated || !strand) return this.counted(run)
    this.activity++
    return new Promise((resolve, reject) => {
      this.points.push({ strand, label, isCall, touches, run, resolve: resolve as (value: unknown) => void, reject })
    })
  }

  private async counted<Value>(run: () => Promise<Value>): Promise<Value> {
    this.running++
    this.activity++
    try {
      return await run()
    } finally {
      this.running--
    }
  }

  /** What decides how all goes on, besides store and platforms: what an instance was told for works that are over does not. */
  get state(): unknown {
    const isLive = (act = '') => this.acting.has(act) || this.points.some(({ strand }) => strand.act === act)
    const timers = time.timers.filter(
      ({ strand, isLimit, isRepeated }) => !isRepeated && (!isLimit || isLive(strand?.act)),
    )
    const waiting = new Set(timers.map(({ strand }) => strand?.act))
    const histories = [...this.histories].filter(([, { acts }]) =>
      [...acts].some((act) => isLive(act) || waiting.has(act)),
    )
    return [
      [...this.dead.keys()],
      this.points.map(({ strand, label }) => [strand.act, strand.instance, label]).sort(),
      timers.map(({ strand, at }) => [strand?.act, at]).sort(),
      histories.map(([instance, { text }]) => [instance, text]).sort(),
    ]
  }

  /** Until when the lock that an act waits for is certainly another's; undefined where it waits for none, or may have it. */
  heldUntil(act: string): number | undefined {
    const waits = time.timers.filter((timer) => this.isShort(timer) && timer.strand?.act === act)
    // Of several waits it is not known which one is for the lock.
    if (waits.length > 1) return undefined
    const [instance] = waits.map(({ strand }) => strand?.instance)
    for (const key of this.askedFor.get(act) ?? []) {
      const owner = this.lockOwners.get(key)
      if (owner && (owner.act !== act || owner.instance !== instance) && owner.endsAt > time.now) return owner.endsAt
    }
    return undefined
  }

  isDead(instance: string): boolean {
    return this.dead.has(instance)
  }

  /** The result, or a rejection once the instance falls silent. */
  untilDead<Value>(instance: string, work: Promise<Value>): Promise<Value> {
    const life = this.life(instance)
    if (this.isDead(instance)) return Promise.reject(new TypeError('fetch failed'))
    return Promise.race([work, life.promise])
  }

  /** Does everything that goes on without being chosen. */
  async settle(): Promise<void> {
    for (let quiet = 0, seen = -1; quiet < 2; ) {
      await new Promise(setImmediate)
      if (this.running > 0 || seen !== this.activity) quiet = 0
      else quiet++
      seen = this.activity
    }
  }

  /** Runs the acts until each is over. The options begin with who acted last, if that act can go on. */
  async run(
    acts: Record<string, () => Promise<void>>,
    disturbances: Disturbances,
    choose: Choose,
  ): Promise<'over' | 'cut'> {
    this.isGated = true
    for (const [act, work] of Object.entries(acts)) this.begin(act, work)
    for (let step = 0; ; step++) {
      if (step > maxSteps) throw new Error('the schedule does not end')
      await this.settle()
      const options = this.options(disturbances)
      if (options.length === 0) {
        const isOver = this.acting.size === 0 && this.waiting().length === 0
        if (isOver || !this.passTime()) break
        continue
      }
      const chosen = await choose(options)
      if (chosen === undefined) {
        // What still waits for an answer, such as a delivery, must not go on in the next schedule.
        for (const instance of new Set([...this.lives.keys()])) this.crash(instance)
        await this.settle()
        return 'cut'
      }
      const option = options[chosen]
      if (!option) throw new Error('no such option')
      this.take(option, disturbances)
    }
    this.isGated = false
    return 'over'
  }

  /** Waits for `work` while time passes by itself. */
  async drive<Value>(work: Promise<Value>): Promise<Value> {
    let isOver = false
    const over = work.finally(() => {
      isOver = true
    })
    over.catch(() => {})
    for (;;) {
      await this.settle()
      if (isOver) return over
      if (!this.passTime()) throw new Error('waits for nothing that could come')
    }
  }

  private begin(act: string, work: () => Promise<void>): void {
    this.acting.add(act)
    void this.as({ act }, async () => {
      try {
        await this.reach(false, 'begins', async () => {})
        await work()
      } catch (error) {
        this.entries.push({ kind: 'broken', sentence: `${act}: ${error instanceof Error ? error.stack : error}` })
      } finally {
        this.acting.delete(act)
        this.activity++
      }
    })
  }

  private options({ events, crashes, losesAnswers }: Disturbances): Option[] {
    // What one act does side by side has an order of its own: that of its labels.
    this.points.sort((one, other) => (one.label < other.label ? -1 : Number(one.label > other.label)))
    const heads = new Map<string, Point>()
    for (const point of this.points) if (!heads.has(point.strand.act)) heads.set(point.strand.act, point)
    const acts = [...heads.keys()].sort()
    const { lastAct } = this
    if (lastAct !== undefined && heads.has(lastAct)) acts.unshift(...acts.splice(acts.indexOf(lastAct), 1))
    if (acts.length === 0) return []
    const options: Option[] = acts.map((act) => {
      const { strand, label = '', touches = [] } = heads.get(act) ?? {}
      return { what: 'go', act, instance: strand?.instance, label, touches }
    })
    for (const act of this.waiting()) if (!heads.has(act)) options.push({ what: 'wake', act })
    if (losesAnswers)
      for (const act of acts) {
        const head = heads.get(act)
        if (head?.isCall) options.push({ what: 'lose', act, label: head.label })
      }
    for (const instance of this.dead.size > 0 ? [] : crashes) {
      const labels = this.points.filter(({ strand }) => strand.instance === instance).map(({ label }) => label)
      const work = `${labels} ${this.histories.get(instance)?.text}`
      // Where others acted meanwhile, it might as well have fallen silent before them.
      if (labels.length > 0 && (!this.isReduced || this.works.get(instance) !== work))
        options.push({ what: 'crash', instance })
      this.works.set(instance, work)
    }
    for (const event of Object.keys(events)) options.push({ what: 'happen', event })
    return options
  }

  /** Acts that wait for a short time only. */
  private waiting(): string[] {
    const acts = time.timers.filter((timer) => this.isShort(timer)).map(({ strand }) => strand?.act ?? '')
    return [...new Set(acts)].sort()
  }

  private isShort = ({ delayMs, isRepeated, strand }: ModelTimer) =>
    !isRepeated &&
    delayMs <= shortMs &&
    strand !== undefined &&
    !(strand.instance !== undefined && this.isDead(strand.instance))

  /** Where all wait. Who waits for a lock that is held asks again once it may be free, or something else was due. */
  private passTime(): boolean {
    const ends: number[] = []
    const next = time.next((timer) => {
      if (timer.isRepeated) return false
      const isPoll = this.isReduced && this.isShort(timer) && timer.strand
      const heldUntil = isPoll ? this.heldUntil(isPoll.act) : undefined
      if (heldUntil !== undefined) ends.push(heldUntil)
      return heldUntil === undefined
    })
    const at = Math.min(next?.at ?? Number.POSITIVE_INFINITY, ...ends)
    if (at === Number.POSITIVE_INFINITY) return false
    this.passTo(at)
    return true
  }

  private passTo(ms: number): void {
    time.passTo(this.startedAt + Math.ceil((ms - this.startedAt) / tickMs) * tickMs)
  }

  private take(option: Option, { events }: Disturbances): void {
    if (option.what === 'wake') {
      const timer = time.next((one) => this.isShort(one) && one.strand?.act === option.act)
      if (timer) this.passTo(timer.at)
      this.lastAct = option.act
      return
    }
    if (option.what === 'crash') {
      this.crash(option.instance)
      return
    }
    if (option.what === 'happen') {
      this.entries.push({ kind: 'event', event: option.event })
      this.activity++
      this.running++
      void Promise.resolve(events[option.event]?.()).finally(() => {
        this.running--
      })
      return
    }
    const point = this.points.find(({ strand }) => strand.act === option.act)
    if (!point) throw new Error(`${option.act} has nothing to do`)
    this.points.splice(this.points.indexOf(point), 1)
    this.lastAct = option.act
    const locks = point.touches.map(({ what }) => what.replace('state ', '')).filter((key) => /^(lock|once):/.test(key))
    this.askedFor.set(option.act, locks)
    void this.execute(point, option.what === 'lose')
  }

  private async execute(point: Point, isLost: boolean): Promise<void> {
    const { strand, label, isCall } = point
    this.entries.push({ kind: 'step', ...strand, label, isCall, ...(isLost && { isLost }) })
    this.running++
    this.activity++
    try {
      const value = await this.as(strand, point.run)
      if (isLost) throw new TypeError('fetch failed', { cause: new Error('other side closed') })
      this.remember(strand, label, value)
      point.resolve(value)
    } catch (error) {
      this.remember(strand, label, String(error))
      point.reject(error)
    } finally {
      this.running--
    }
  }

  private remember({ act, instance = act }: Strand, label: string, value: unknown): void {
    const text = value instanceof Response ? `${value.status} ${textOf.get(value)}` : JSON.stringify(value)
    const { text: before = '', acts = new Set<string>() } = this.histories.get(instance) ?? {}
    this.histories.set(instance, { text: this.hash(`${before}|${act}|${label}|${text}`), acts: acts.add(act) })
  }

  private life(instance: string): PromiseWithResolvers<never> {
    const known = this.lives.get(instance) ?? Promise.withResolvers<never>()
    known.promise.catch(() => {})
    this.lives.set(instance, known)
    return known
  }

  private readonly lives = new Map<string, PromiseWithResolvers<never>>()

  private crash(instance: string): void {
    this.entries.push({ kind: 'crash', instance })
    this.activity++
    const life = this.life(instance)
    this.dead.set(instance, life)
    for (const point of this.points.filter(({ strand }) => strand.instance === instance))
      this.points.splice(this.points.indexOf(point), 1)
    time.timers = time.timers.filter(({ strand }) => strand?.instance !== instance)
    life.reject(new TypeError('fetch failed', { cause: new Error('other side closed') }))
  }
}

/** The body of an answer that was read on its way. */
export const textOf = new WeakMap<Response, string>()
