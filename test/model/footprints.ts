import type { Statement } from '../../src/proxy/stores/sql/connection.ts'

/** What a step reads or writes, of what the instances share. */
export interface Touch {
  /** A table, a key of the table `state`, or what a platform holds. */
  what: string
  isWrite: boolean
}

/** A step that waits to be chosen. */
export interface Footprint {
  act: string
  label: string
  touches: readonly Touch[]
}

/** Everything that a platform, or an event, may change at once. */
export const wholeWorld: readonly Touch[] = [
  ...['bigcommerce', 'vesuviopay', 'buzzbip', 'catalogue'].map((what) => ({ what, isWrite: true })),
]

export function touchesOfStatements(statements: readonly Statement[]): Touch[] {
  return statements.flatMap(({ sql, parameters }) => {
    const isWrite = !/^\s*select/i.test(sql)
    const [, table = '*'] = /\b(?:from|into|update)\s+"?(\w+)"?/i.exec(sql) ?? []
    if (table !== 'state') return [{ what: table, isWrite }]
    const keys = parameters.filter((one) => typeof one === 'string' && /^[a-z-]+:/.test(one))
    return keys.length > 0 ? keys.map((key) => ({ what: `state ${key}`, isWrite })) : [{ what: 'state', isWrite }]
  })
}

/** A call, by what it is labelled with: platform, method and path. */
export function touchesOfCall(label: string): Touch[] {
  const [platform = '', method = '', path = ''] = label.split(' ')
  if (method === 'GET' && path.startsWith('/catalog')) return [{ what: 'catalogue', isWrite: false }]
  return [{ what: platform, isWrite: method !== 'GET' }]
}

/**
 * Which acts touch what, learned from the schedules that were run. A step is alone where no other act ever touches what it
 * touches: whether another act goes on before it or after it makes no difference then.
 */
export class Footprints {
  private readonly acts = new Map<string, { readers: Set<string>; writers: Set<string> }>()
  /** What a step brought about besides, such as what a platform does once its webhook was answered. */
  private readonly more = new Map<string, Touch[]>()
  private readonly taken = new Map<string, Footprint>()
  private isNew = false
  private lastStep = ''
  private lastTouches: readonly Touch[] = wholeWorld

  /** A step is about to run. */
  step({ act, label, touches }: Footprint): void {
    this.lastStep = `${act}: ${label}`
    this.lastTouches = touches
    for (const touch of touches) this.add(act, touch)
  }

  /** Whether the last step knew of what an event changes. Otherwise the event might as well have happened before it. */
  get touchedWorld(): boolean {
    return this.lastTouches.some(({ what }) => wholeWorld.some((one) => one.what === what))
  }

  /** A schedule begins. */
  begin(): void {
    this.lastStep = ''
    this.lastTouches = wholeWorld
  }

  /** An act does more than its step says. */
  touch(act: string, touches: readonly Touch[]): void {
    this.isNew ||= !this.more.has(this.lastStep)
    this.more.set(this.lastStep, [...touches])
    for (const touch of touches) this.add(act, touch)
  }

  /** True where the step is alone as far as is known. What was left out for it is remembered. */
  isAlone(step: Footprint): boolean {
    const isAlone = this.touchesOf(step).every((touch) => !this.isShared(step.act, touch))
    if (isAlone) this.taken.set(JSON.stringify(step), step)
    return isAlone
  }

  /** False where a step that was taken for alone turned out not to be: what was left out must be run then. */
  confirm(): boolean {
    if (!this.isNew) return true
    this.isNew = false
    const isTrue = [...this.taken.values()].every((step) => this.isAlone(step))
    if (!isTrue) this.taken.clear()
    return isTrue
  }

  private touchesOf({ act, label, touches }: Footprint): readonly Touch[] {
    return [...touches, ...(this.more.get(`${act}: ${label}`) ?? [])]
  }

  private isShared(act: string, { what, isWrite }: Touch): boolean {
    // A statement without a key may be about any.
    if (what === 'state') return true
    return [what, ...(what.startsWith('state ') ? ['state'] : [])].some((place) => {
      const { readers, writers } = this.acts.get(place) ?? { readers: new Set(), writers: new Set() }
      return [...writers, ...(isWrite ? readers : [])].some((other) => other !== act)
    })
  }

  private add(act: string, { what, isWrite }: Touch): void {
    const known = this.acts.get(what) ?? { readers: new Set(), writers: new Set() }
    this.acts.set(what, known)
    const acts = known[isWrite ? 'writers' : 'readers']
    this.isNew ||= !acts.has(act)
    acts.add(act)
  }
}
